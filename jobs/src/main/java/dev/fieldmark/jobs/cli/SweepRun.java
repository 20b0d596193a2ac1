package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.TemporaryFolder;
import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.LocalSweep;
import dev.fieldmark.jobs.flink.sweep.Outcome;
import dev.fieldmark.jobs.flink.sweep.StudyInit;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.StudyTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/**
 * A sweep on a cluster in this process, shown as it grows.
 *
 * @param progress where it is shown
 */
record SweepRun(SweepSpec spec, SubmittedSweep sweep, int parallelism, int uiPort, PrintWriter progress) {
    /** What came of a sweep: what {@code --json} prints. */
    record Result(Outcome outcome, StudyTable study) {}

    /**
     * Runs it to its end.
     *
     * @throws IOException where the cluster did not start or the job failed for good
     */
    Result run() throws Exception {
        List<String> parameters = spec.searched();
        Consumer<StudyTable> display = Ansi.AUTO.enabled()
                ? new LiveTable(
                        progress,
                        parameters,
                        spec.measure(),
                        new TimeLeft(spec.maxEpochs(), System::nanoTime),
                        TerminalSize::now)
                : new StudyDisplay(progress, parameters, spec.measure(), System::nanoTime)::show;
        try (var files = TemporaryFolder.create("fieldmark-sweep");
                var cluster = LocalCluster.start(uiPort, parallelism, files.path())) {
            progress.println("Flink's UI: " + cluster.address());
            progress.println(sweep.folder().path()
                    + sweep.resumesFrom()
                            .map(checkpoint -> ": goes on from " + checkpoint.name())
                            .orElse(""));
            sweep.init().map(StudyInit::lines).orElse(List.of()).forEach(progress::println);
            progress.flush();
            Outcome outcome = new LocalSweep(cluster).run(sweep, parallelism, display);
            return new Result(outcome, sweep.folder().table());
        }
    }

    /** The leaderboard and the outcome, for people. */
    List<String> lines(Result result) throws IOException {
        var lines = new ArrayList<>(Leaderboard.lines(
                result.study(), spec.searched(), TrialCosts.of(sweep, result.study()), spec.measure()));
        lines.add("");
        lines.add(outcome(result.outcome()));
        if (result.study().irreproducible() > 0) {
            lines.add(result.study().irreproducible()
                    + " epochs were trained again and gave other bits: the machines differ, or something is broken");
        }
        return lines;
    }

    private String outcome(Outcome outcome) {
        String winner = outcome.kind() == Outcome.Kind.NO_WINNER
                ? "no winner"
                : (outcome.winners().size() == 1 ? "winner: trial " : "winners: trials ")
                        + outcome.winners().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ", " + spec.measure().withUnit(outcome.bestLoss());
        return winner
                + switch (outcome.kind()) {
                    case PUBLISHED -> "; published as " + outcome.model() + "@" + outcome.version();
                    case KEPT, REFUSED, NO_WINNER -> "; nothing published: " + outcome.why();
                    case UNPUBLISHED -> "; the spec publishes nothing";
                };
    }
}
