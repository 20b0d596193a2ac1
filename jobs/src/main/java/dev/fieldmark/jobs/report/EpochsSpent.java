package dev.fieldmark.jobs.report;

import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.TrialRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a study cost.
 *
 * @param trained by all trials
 * @param fullBudget what all its trials would train if each went on to the end
 * @param saved epochs that ended trials did not train, by how they ended
 */
public record EpochsSpent(long trained, long fullBudget, Map<String, Long> saved) {
    static EpochsSpent of(List<TrialRow> rows, int trialsTotal, SweepSpec spec) {
        long trained = 0;
        var saved = new TreeMap<String, Long>();
        for (TrialRow row : rows) {
            trained += row.epochs().size();
            long left = spec.search(row.trial()).maxEpochs() - row.epochs().size();
            if (row.ended() && left > 0) {
                saved.merge(row.state(), left, Long::sum);
            }
        }
        return new EpochsSpent(trained, full(trialsTotal, spec), saved);
    }

    private static long full(int trialsTotal, SweepSpec spec) {
        return spec.hasSpecialists()
                ? spec.searches().stream()
                        .mapToLong(search -> (long) search.trials() * search.maxEpochs())
                        .sum()
                : (long) trialsTotal * spec.maxEpochs();
    }
}
