package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The trials, the best first. */
final class Leaderboard {
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Leaderboard() {}

    /**
     * The table of the tutorial, a line a trial; TRAIN LOSS is that of the best epoch.
     *
     * @param parameters that get a column each
     * @param measure in which losses are told
     */
    static List<String> lines(StudyTable study, List<String> parameters, TrialCosts costs, Measure measure) {
        var head = new ArrayList<>(
                List.of("PLACE", "TRIAL", "STATE", "EPOCHS", "BEST", "TRAIN LOSS", "VALID LOSS", measure.head()));
        if (costs.areKnown()) {
            head.addAll(List.of("WEIGHTS", "TIME"));
        }
        head.addAll(parameters);
        Table table = Table.of(head);
        int place = 1;
        for (TrialRow trial :
                study.trials().stream().sorted(TrialRow.bestFirst()).toList()) {
            boolean placed = trial.hasPlace();
            var cells = new ArrayList<>(List.of(
                    placed ? String.valueOf(place++) : "-",
                    String.valueOf(trial.trial()),
                    trial.state(),
                    String.valueOf(trial.epochs().size()),
                    placed ? String.valueOf(trial.bestEpoch()) : "-",
                    placed ? loss(trial.epochs().get(trial.bestEpoch() - 1).trainLoss()) : "-",
                    placed ? loss(trial.bestLoss()) : "-",
                    placed ? measure.text(trial.bestLoss()) : "-"));
            if (costs.areKnown()) {
                cells.addAll(List.of(costs.weights(trial.trial()), costs.time(trial.trial())));
            }
            parameters.forEach(name -> cells.add(rounded(trial.parameters().getOrDefault(name, "-"))));
            table.row(cells);
        }
        return table.lines();
    }

    /** As it was trained: of faces in network units, of photos in nats. */
    static String loss(double loss) {
        return String.format(Locale.ROOT, "%.6f", loss);
    }

    /** A number with four digits; what is none as it is. */
    static String rounded(String value) {
        if (!value.contains(".")) {
            return value;
        }
        try {
            return String.valueOf(new BigDecimal(value).round(FOUR_DIGITS).doubleValue());
        } catch (NumberFormatException e) {
            return value;
        }
    }
}
