package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.flink.SweepRequest;
import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.SweepIntervals;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark sweep}: searches for the best net, as one checkpointed Flink job. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the trials of a sweep spec on a Flink cluster in this process and publishes the winner.",
            "Run again after whatever happened, the study goes on from its newest checkpoint; docs/sweeps.md explains.",
            "The table of trials is the same, to the last bit, at any parallelism."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the study is over",
            "1:the job failed, every trial diverged, or the winner's graph was refused",
            "2:bad usage, spec or data; nothing was started"
        })
public final class SweepCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--spec", required = true, paramLabel = "FILE", description = "The sweep spec, YAML.")
    @SuppressWarnings("NullAway.Init")
    private Path specFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The prepared dataset; goes before the spec's task.data.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--store", paramLabel = "DIR", description = "The model store; made where it is new.")
    private Optional<Path> store = Optional.empty();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Trials at a time (default: the cores over the trainer's threads).")
    private Optional<Integer> parallelism = Optional.empty();

    @Option(
            names = "--studies",
            paramLabel = "DIR",
            defaultValue = "studies",
            description = "Folder of the studies' folders: checkpoints, table, metrics (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path studies;

    @Option(
            names = "--ui-port",
            paramLabel = "P",
            defaultValue = "0",
            description = "Port of Flink's UI; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int uiPort;

    @Option(names = "--dry-run", description = "Checks everything and prints the plan and the first five trials.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        SweepSpec spec = SweepSpecReader.read(specFile);
        Optional<Path> dataset = data.or(() -> spec.data().map(Path::of));
        if (dryRun) {
            plan(spec, dataset);
            return 0;
        }
        SweepRequest request = new SweepRequest(
                specFile,
                dataset.orElseThrow(() -> usage("--data is missing, and the spec has no task.data")),
                store.orElseThrow(() -> usage("--store is missing")),
                studies,
                SweepIntervals.defaults());
        int slots = slots(spec);
        try {
            SweepRun run = new SweepRun(
                    spec, request.open(), slots, uiPort, command.commandLine().getErr());
            SweepRun.Result result = run.run();
            print(run, result);
            return result.outcome().kind().isFailure() ? 1 : 0;
        } catch (StudyExistsException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private int slots(SweepSpec spec) {
        int slots =
                parallelism.orElseGet(() -> Math.max(1, Runtime.getRuntime().availableProcessors() / spec.threads()));
        if (slots < 1) {
            throw usage("--parallelism was " + slots + " but must be >= 1");
        }
        return Math.min(slots, spec.trials());
    }

    private void print(SweepRun run, SweepRun.Result result) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.of(result));
        } else {
            run.lines(result).forEach(out::println);
        }
    }

    private void plan(SweepSpec spec, Optional<Path> dataset) throws IOException {
        SweepPlan plan = SweepPlan.of(
                spec,
                dataset.isPresent()
                        ? Optional.of(PreparedDataset.open(dataset.get()).manifest())
                        : Optional.empty());
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.of(plan));
        } else {
            plan.lines().forEach(out::println);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
