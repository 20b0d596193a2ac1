package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.draw.Picture;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.report.CurvePictures;
import dev.fieldmark.jobs.report.ReportPage;
import dev.fieldmark.jobs.report.ReportSource;
import dev.fieldmark.jobs.report.ReportedTrial;
import dev.fieldmark.jobs.report.StudyReport;
import dev.fieldmark.jobs.report.WinnerPictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            "parameters mattered, who was pruned where, the command that trains each trial again and, where the store and the",
            "dataset can be read, what the published winner answers. While the study runs the page loads itself again",
            "every few seconds."
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
    private FileLocation folder;

    @Option(names = "--output", paramLabel = "FILE", description = "The page to write, or to write anew.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description = {
                "Also writes DIR/learning-curves.png (the six best trials) and DIR/learning-curves-all.png (the best before",
                "all others); --output is not needed."
            })
    private Optional<Path> plots = Optional.empty();

    @Option(
            names = "--compare",
            paramLabel = "TRIAL,TRIAL",
            split = ",",
            description = "With --plots: also the learning curves of these trials, two to eight, in one plot.")
    private List<Integer> compared = List.of();

    @Option(names = "--follow", description = "Writes the page anew every two seconds until the study is over.")
    private boolean follow;

    @Option(
            names = "--json",
            description = "Prints all that the page shows as one JSON document; --output is not needed.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkUsage();
        ReportSource source = ReportSource.read(folder);
        StudyReport report = StudyReport.of(source);
        compared(report); // refuses before anything is written
        write(source, report);
        if (follow && !report.over()) {
            report = follow(report);
        }
        if (plots.isPresent()) {
            Picture.writeAll(plots.get(), curves(report));
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
            ReportSource source = ReportSource.read(folder);
            StudyReport report = StudyReport.of(source);
            if (!report.equals(last)) {
                write(source, report);
            }
            last = report;
        }
        tell(last.study() + " is over");
        return last;
    }

    private void write(ReportSource source, StudyReport report) throws IOException {
        if (output.isPresent()) {
            var progress = new Progress(spec.commandLine().getErr(), "faces answered by the winner");
            ReportPage.write(report, WinnerPictures.of(source, progress::at), output.get());
        }
    }

    private List<Picture> curves(StudyReport report) {
        List<Picture> pictures = new ArrayList<>(CurvePictures.of(report));
        if (!compared.isEmpty()) {
            pictures.add(CurvePictures.compared(report, compared(report)));
        }
        return pictures;
    }

    private List<ReportedTrial> compared(StudyReport report) {
        return compared.stream().map(number -> trained(report, number)).toList();
    }

    private ReportedTrial trained(StudyReport report, int number) {
        return report.leaderboard().stream()
                .filter(trial -> trial.trial() == number && !trial.epochs().isEmpty())
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--compare was " + number + " but must be a trial of " + report.study() + " that has trained"));
    }

    private String summary(StudyReport report) {
        return output.or(() -> plots).orElseThrow() + ": " + report.study() + ", " + report.trialsEnded() + " of "
                + report.trialsTotal() + " trials ended" + (report.over() ? "" : ", not over yet");
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
    }

    private void checkUsage() {
        require(
                output.isPresent() || plots.isPresent() || json,
                "--output is missing; or --plots draws or --json prints instead");
        require(compared.isEmpty() || plots.isPresent(), "--compare needs --plots");
        require(
                compared.isEmpty()
                        || compared.size() >= 2
                                && compared.size() <= 8
                                && Set.copyOf(compared).size() == compared.size(),
                "--compare named " + compared + " but must name two to eight different trials");
        plots.ifPresent(folder -> require(
                !Files.exists(folder) || Files.isDirectory(folder),
                "--plots was " + folder + ", a file, but must be a folder"));
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
