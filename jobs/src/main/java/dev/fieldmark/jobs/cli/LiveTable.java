package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.Measure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A study as it grows, on a terminal: one table that is drawn over itself, the trials in training above the best. It never
 * gets wider or higher than the terminal, for what wraps or scrolls away can't be drawn over.
 */
final class LiveTable implements Consumer<StudyTable> {
    private static final int BEST_SHOWN = 10;
    private static final int LINES_AROUND_TRIALS = 4; // the study, the head, who is not shown, and the cursor's own
    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";

    /** @param rank those with the highest go first where the terminal is narrow */
    private record Column(String head, int rank, Function<TrialRow, String> cell) {}

    private final PrintWriter out;
    private final List<Column> columns;
    private final TimeLeft timeLeft;
    private final Supplier<TerminalSize> terminal;
    private List<String> drawn = List.of();

    /**
     * A table that is not drawn yet.
     *
     * @param parameters with a column each
     * @param terminal its size, which may change
     */
    LiveTable(
            PrintWriter out,
            List<String> parameters,
            Measure measure,
            TimeLeft timeLeft,
            Supplier<TerminalSize> terminal) {
        this.out = out;
        this.columns = columns(parameters, measure);
        this.timeLeft = timeLeft;
        this.terminal = terminal;
    }

    private static List<Column> columns(List<String> parameters, Measure measure) {
        var columns = new ArrayList<>(List.of(
                new Column("TRIAL", 0, trial -> String.valueOf(trial.trial())),
                new Column("STATE", 1, TrialRow::state),
                new Column("EPOCH", 2, trial -> String.valueOf(trial.epochs().size())),
                new Column("TRAIN", 5, trial -> last(trial, epoch -> loss(epoch.trainLoss()))),
                new Column("VALID", 4, trial -> last(trial, epoch -> loss(epoch.validLoss()))),
                new Column("RATIO", 7, trial -> last(trial, LiveTable::ratio)),
                new Column("BEST", 6, trial -> trial.hasPlace() ? loss(trial.bestLoss()) : "-"),
                new Column(measure.head(), 3, trial -> trial.hasPlace() ? measure.text(trial.bestLoss()) : "-")));
        for (String name : parameters) {
            columns.add(new Column(
                    name,
                    columns.size(),
                    trial -> Leaderboard.rounded(trial.parameters().getOrDefault(name, "-"))));
        }
        return List.copyOf(columns);
    }

    private static String last(TrialRow trial, Function<EpochLosses, String> cell) {
        return trial.epochs().isEmpty()
                ? "-"
                : cell.apply(trial.epochs().get(trial.epochs().size() - 1));
    }

    private static String loss(double loss) {
        return Double.isNaN(loss) ? "-" : Leaderboard.loss(loss);
    }

    private static String ratio(EpochLosses epoch) {
        double ratio = epoch.trainLoss() / epoch.validLoss();
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.3f", ratio);
    }

    /** Draws it over what was drawn before. */
    @Override
    public void accept(StudyTable study) {
        TerminalSize size = terminal.get();
        // a window that was made narrower has wrapped what stood there
        int above = drawn.stream()
                .mapToInt(line -> Math.max(1, (line.length() + size.columns() - 1) / size.columns()))
                .sum();
        drawn = lines(study, size).stream()
                .limit(Math.max(0, size.lines() - 1))
                .map(line -> line.substring(0, Math.min(line.length(), size.columns())))
                .toList();
        String clear = above > 0 ? String.format(UP_AND_CLEAR, above) : "";
        // in one go: a line at a time flickers
        out.print(clear + drawn.stream().map(line -> line + "\n").collect(Collectors.joining()));
        out.flush();
    }

    private List<String> lines(StudyTable study, TerminalSize size) {
        List<TrialRow> training =
                study.trials().stream().filter(trial -> !trial.ended()).toList();
        List<TrialRow> ended = study.trials().stream()
                .filter(TrialRow::ended)
                .sorted(TrialRow.bestFirst())
                .toList();
        int places = Math.max(1, size.lines() - LINES_AROUND_TRIALS);
        int best = Math.min(Math.min(BEST_SHOWN, ended.size()), Math.max(1, places - training.size()));
        int trained = Math.min(training.size(), places - best);
        var lines = new ArrayList<String>();
        lines.add(headline(study, size.columns()));
        lines.addAll(table(
                Stream.concat(training.stream().limit(trained), ended.stream().limit(best))
                        .toList(),
                size.columns()));
        List<String> others = Stream.concat(
                        more(training.size() - trained, "in training"), more(ended.size() - best, "that did worse"))
                .toList();
        if (!others.isEmpty()) {
            lines.add("and " + String.join(", ", others));
        }
        return lines;
    }

    private static Stream<String> more(int trials, String which) {
        return trials > 0 ? Stream.of(trials + " more " + which) : Stream.empty();
    }

    private String headline(StudyTable study, int width) {
        String ended = study.study() + ": " + study.phase() + ", " + study.trialsEnded() + " of " + study.trialsTotal()
                + " trials ended";
        String epochs = TimeLeft.epochs(study.trials().stream()) + " epochs";
        List<String> left = timeLeft.of(study).toList();
        String whole = joined(Stream.of(ended, epochs), left);
        return whole.length() <= width ? whole : joined(Stream.of(ended), left);
    }

    private static String joined(Stream<String> parts, List<String> more) {
        return Stream.concat(parts, more.stream()).collect(Collectors.joining(", "));
    }

    /** With as many columns as fit, one at least. */
    private List<String> table(List<TrialRow> trials, int width) {
        int shown = columns.size();
        List<String> lines = ranked(trials, shown).lines();
        while (shown > 1 && lines.stream().anyMatch(line -> line.length() > width)) {
            shown--;
            lines = ranked(trials, shown).lines();
        }
        return lines;
    }

    private Table ranked(List<TrialRow> trials, int ranks) {
        List<Column> kept =
                columns.stream().filter(column -> column.rank() < ranks).toList();
        Table table = Table.of(kept.stream().map(Column::head).toList());
        trials.forEach(trial -> table.row(
                kept.stream().map(column -> column.cell().apply(trial)).toList()));
        return table;
    }
}
