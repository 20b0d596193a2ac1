package dev.fieldmark.jobs.report;

import dev.fieldmark.jobs.flink.sweep.Outcome;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.sweep.importance.Importance;
import dev.fieldmark.jobs.sweep.importance.TriedSetting;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import dev.fieldmark.jobs.train.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be said about a study: the JSON document of {@code report --json}, and the data of the page. Losses are mean
 * squared errors in network units.
 *
 * @param over whether the study has an outcome
 * @param phase {@code training}, {@code publishing} or {@code over}
 * @param irreproducible epochs that were trained again and gave other bits: must be 0
 * @param sampler in the words of the spec
 * @param pruner in the words of the spec
 * @param maxEpochs of a trial
 * @param pixelsPerUnit rmse in pixels is this times the root of a loss
 * @param winner the trial with the lowest loss of those that ended and did not diverge
 * @param parameters that are searched, in the order of the spec
 * @param leaderboard all trials, the lowest loss first, those that diverged last
 * @param importance of the parameters, the greatest first, sum 1; empty where too few trials ended
 * @param fewestForImportance how many trials must have ended for it
 */
public record StudyReport(
        String study,
        boolean over,
        String phase,
        int trialsEnded,
        int trialsTotal,
        int irreproducible,
        String sampler,
        String pruner,
        int maxEpochs,
        double pixelsPerUnit,
        EpochsSpent epochs,
        OptionalInt winner,
        Optional<Outcome> outcome,
        List<SearchedParameter> parameters,
        List<ReportedTrial> leaderboard,
        List<BestSoFar> bestSoFar,
        Map<String, Double> importance,
        int fewestForImportance,
        List<Rung> rungs) {
    /** Puts a study in order. */
    public static StudyReport of(ReportSource source) {
        StudyTable table = source.table();
        SearchSpace space = source.spec().space();
        return new StudyReport(
                table.study(),
                source.outcome().isPresent(),
                table.phase(),
                table.trialsEnded(),
                table.trialsTotal(),
                table.irreproducible(),
                source.spec().sampler().toString(),
                source.spec().pruner().toString(),
                source.spec().maxEpochs(),
                EpochResult.PIXELS_PER_UNIT,
                EpochsSpent.of(
                        table.trials(), table.trialsTotal(), source.spec().maxEpochs()),
                winner(table.trials()),
                source.outcome(),
                SearchedParameter.of(space),
                leaderboard(source),
                BestSoFar.of(table.trials()),
                Importance.of(space, settings(table.trials())),
                Importance.FEWEST,
                Rung.of(source.spec().pruner(), table.trials()));
    }

    private static OptionalInt winner(List<TrialRow> rows) {
        return rows.stream()
                .filter(row -> row.ended() && row.hasPlace())
                .min(TrialRow.bestFirst())
                .map(row -> OptionalInt.of(row.trial()))
                .orElse(OptionalInt.empty());
    }

    private static List<ReportedTrial> leaderboard(ReportSource source) {
        var trials = new ArrayList<ReportedTrial>();
        for (TrialRow row :
                source.table().trials().stream().sorted(TrialRow.bestFirst()).toList()) {
            trials.add(ReportedTrial.of(row.hasPlace() ? trials.size() + 1 : 0, row, source.folder()));
        }
        return trials;
    }

    /** Trials that ended, by the lowest loss each reached, however soon it was stopped; a diverged one failed. */
    private static List<TriedSetting> settings(List<TrialRow> rows) {
        return rows.stream()
                .filter(TrialRow::ended)
                .map(row ->
                        new TriedSetting(row.parameters(), row.hasPlace() ? row.bestLoss() : Double.POSITIVE_INFINITY))
                .toList();
    }
}
