package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.report.ReportPage;
import dev.fieldmark.jobs.report.ReportSource;
import dev.fieldmark.jobs.report.StudyReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark report}: a study, finished or not, as a page or as JSON. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes what a study found as one HTML page that needs no network: leaderboard, learning curves, which",
            "parameters mattered, who was pruned where, and the command that trains each trial again. While the study",
            "runs the page loads itself again every few seconds."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "1:reading or writing failed", "2:bad usage, or not a study's folder"})
public final class ReportCommand implements Callable<Integer> {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--study", required = true, paramLabel = "DIR", description = "The study's folder: studies/NAME.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--output", paramLabel = "FILE", description = "The page to write, or to write anew.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--follow", description = "Writes the page anew every two seconds until the study is over.")
    private boolean follow;

    @Option(
            names = "--json",
            description = "Prints all that the page shows as one JSON document; --output is not needed.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkUsage();
        StudyReport report = StudyReport.of(ReportSource.read(folder));
        write(report);
        if (follow && !report.over()) {
            report = follow(report);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(report));
        } else {
            out.println(summary(report));
        }
        return 0;
    }

    private StudyReport follow(StudyReport first) throws IOException, InterruptedException {
        tell(output.orElseThrow() + ": written anew every " + INTERVAL.toSeconds() + " s until " + first.study()
                + " is over; Ctrl-C stops");
        StudyReport last = first;
        while (!last.over()) {
            Thread.sleep(INTERVAL.toMillis());
            StudyReport report = StudyReport.of(ReportSource.read(folder));
            if (!report.equals(last)) {
                write(report);
            }
            last = report;
        }
        tell(last.study() + " is over");
        return last;
    }

    private void write(StudyReport report) throws IOException {
        if (output.isPresent()) {
            ReportPage.write(report, output.get());
        }
    }

    private String summary(StudyReport report) {
        return output.orElseThrow() + ": " + report.study() + ", " + report.trialsEnded() + " of "
                + report.trialsTotal() + " trials ended" + (report.over() ? "" : ", not over yet");
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
    }

    private void checkUsage() {
        require(output.isPresent() || json, "--output is missing; or --json prints instead");
        require(output.isPresent() || !follow, "--follow needs --output");
        output.ifPresent(file -> {
            require(!Files.isDirectory(file), "--output was " + file + ", a folder, but must be a file");
            Path parent = file.toAbsolutePath().getParent();
            require(
                    parent != null && Files.isDirectory(parent),
                    "--output was " + file + " but must lie in a folder that exists");
        });
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
