package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** A study as it grows, on a terminal: one table that is drawn over itself, the trials in training above the best. */
final class LiveTable implements Consumer<StudyTable> {
    private static final int BEST_SHOWN = 10;
    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";

    private final PrintWriter out;
    private final List<String> parameters;
    private final int maxEpochs;
    private final LongSupplier nanoClock;
    private final long begun;
    private int epochsAtFirst = -1;
    private int drawn;

    /**
     * A table that is not drawn yet.
     *
     * @param parameters with a column each
     * @param maxEpochs of a trial
     */
    LiveTable(PrintWriter out, List<String> parameters, int maxEpochs, LongSupplier nanoClock) {
        this.out = out;
        this.parameters = List.copyOf(parameters);
        this.maxEpochs = maxEpochs;
        this.nanoClock = nanoClock;
        this.begun = nanoClock.getAsLong();
    }

    /** Draws it over what was drawn before. */
    @Override
    public void accept(StudyTable study) {
        List<String> lines = lines(study);
        if (drawn > 0) {
            out.printf(UP_AND_CLEAR, drawn);
        }
        lines.forEach(out::println);
        drawn = lines.size();
        out.flush();
    }

    private List<String> lines(StudyTable study) {
        int epochs = epochs(study.trials().stream());
        epochsAtFirst = epochsAtFirst < 0 ? epochs : epochsAtFirst;
        var lines = new ArrayList<String>();
        lines.add(study.study() + ": " + study.phase() + ", " + study.trialsEnded() + " of " + study.trialsTotal()
                + " trials ended, " + epochs + " epochs" + remaining(study, epochs));
        var head = new ArrayList<>(
                List.of("TRIAL", "STATE", "EPOCH", "TRAIN LOSS", "VALID LOSS", "TRAIN/VALID", "BEST", "RMSE PX"));
        head.addAll(parameters);
        Table table = Table.of(head);
        Stream.concat(
                        study.trials().stream().filter(trial -> !trial.ended()),
                        study.trials().stream()
                                .filter(TrialRow::ended)
                                .sorted(Comparator.comparingDouble(TrialRow::bestLoss))
                                .limit(BEST_SHOWN))
                .forEach(trial -> table.row(cells(trial)));
        lines.addAll(table.lines());
        int hidden = (int) study.trials().stream().filter(TrialRow::ended).count() - BEST_SHOWN;
        if (hidden > 0) {
            lines.add("and " + hidden + " more that did worse");
        }
        return lines;
    }

    private List<String> cells(TrialRow trial) {
        var cells = new ArrayList<>(List.of(
                String.valueOf(trial.trial()),
                trial.state(),
                String.valueOf(trial.epochs().size())));
        if (trial.epochs().isEmpty()) {
            cells.addAll(List.of("-", "-", "-", "-", "-"));
        } else {
            EpochLosses last = trial.epochs().get(trial.epochs().size() - 1);
            cells.add(loss(last.trainLoss()));
            cells.add(loss(last.validLoss()));
            cells.add(String.format(Locale.ROOT, "%.3f", last.trainLoss() / last.validLoss()));
            cells.add(loss(trial.bestLoss()));
            cells.add(Leaderboard.rmse(trial.bestLoss()));
        }
        parameters.forEach(
                name -> cells.add(Leaderboard.rounded(trial.parameters().getOrDefault(name, "-"))));
        return cells;
    }

    private static String loss(double loss) {
        return Double.isNaN(loss) ? "-" : String.format(Locale.ROOT, "%.6f", loss);
    }

    /** As long as the epochs that are probably left take, at the pace so far; trials to come take as many as others did. */
    private String remaining(StudyTable study, int epochs) {
        int since = epochs - epochsAtFirst;
        if (since < 2 || study.trialsEnded() == study.trialsTotal()) {
            return "";
        }
        int ended = study.trialsEnded();
        double each =
                ended == 0 ? maxEpochs : (double) epochs(study.trials().stream().filter(TrialRow::ended)) / ended;
        double left = (study.trialsTotal() - study.trials().size()) * each
                + study.trials().stream()
                        .filter(trial -> !trial.ended())
                        .mapToDouble(trial -> Math.max(1, each - trial.epochs().size()))
                        .sum();
        double seconds = (nanoClock.getAsLong() - begun) / 1e9 / since * left;
        return ", about " + words(Duration.ofSeconds(Math.round(seconds))) + " to go";
    }

    private static String words(Duration time) {
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    private static int epochs(Stream<TrialRow> trials) {
        return trials.mapToInt(trial -> trial.epochs().size()).sum();
    }
}
