package dev.fieldmark.jobs.report;

import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.EpochResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A trial, as the report shows it.
 *
 * @param place from 1, the lowest loss first, among those of its specialist; 0 where it has none
 * @param ended whether its state is final
 * @param bestEpoch 0 where there is none
 * @param bestLoss NaN where there is none
 * @param rmsePixels of the best loss
 * @param reproduce the command that trains it again
 */
public record ReportedTrial(
        int place,
        int trial,
        String state,
        boolean ended,
        Map<String, String> parameters,
        int bestEpoch,
        double bestLoss,
        double rmsePixels,
        String reproduce,
        List<EpochLosses> epochs) {
    static ReportedTrial of(int place, TrialRow row, Path folder) {
        return new ReportedTrial(
                place,
                row.trial(),
                row.state(),
                row.ended(),
                row.parameters(),
                row.bestEpoch(),
                row.bestLoss(),
                EpochResult.rmsePixels(row.bestLoss()),
                "./fieldmark sweep --resume " + quoted(folder.toString()) + " --reproduce " + row.trial(),
                row.epochs());
    }

    /** Empty where the study has none. */
    String specialist() {
        return parameters.getOrDefault(TrialRow.SPECIALIST, "");
    }

    /** As a POSIX shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./@%+=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
