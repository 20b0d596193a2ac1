package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.jobs.flink.SweepRequest;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.StudyInit;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.flink.sweep.SweepIntervals;
import dev.fieldmark.jobs.spec.DatasetFacts;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpec.Init;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import dev.fieldmark.store.StoreLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
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
            "The table of trials is the same, to the last bit, at any parallelism. --resume with --budget lets a",
            "finished or cancelled study go on with more trials or epochs."
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

    @Option(names = "--spec", paramLabel = "FILE", description = "The sweep spec, YAML.")
    private Optional<FileLocation> specFile = Optional.empty();

    @Option(
            names = "--resume",
            paramLabel = "STUDY",
            description = "Goes on with a study by its name in --studies or its folder; no spec, data, store needed.")
    private Optional<FileLocation> resumed = Optional.empty();

    @Option(
            names = "--budget",
            paramLabel = "BUDGET",
            description = "With --resume: a larger budget, in all, such as trials=48,max-epochs=60.")
    private Optional<String> budget = Optional.empty();

    @Option(
            names = "--reproduce",
            paramLabel = "TRIAL",
            description = "With --resume: trains this one trial again and compares each epoch, to the last bit.")
    private Optional<Integer> reproduced = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The prepared dataset; goes before the spec's task.data.")
    private Optional<FileLocation> data = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "The model store, DIR or s3://bucket/prefix; made where it is new.")
    private Optional<StoreLocation> store = Optional.empty();

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
    private FileLocation studies;

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
        if (specFile.isPresent() == resumed.isPresent()) {
            throw usage("either --spec or --resume must be given");
        }
        if (resumed.isEmpty() && (budget.isPresent() || reproduced.isPresent())) {
            throw usage("--budget and --reproduce must stand beside --resume");
        }
        if (dryRun) {
            plan();
            return 0;
        }
        try {
            SubmittedSweep sweep = open();
            if (reproduced.isPresent()) {
                return reproduce(sweep, reproduced.get());
            }
            SweepSpec spec = sweep.setup().parts().spec();
            SweepRun run = new SweepRun(
                    spec, sweep, slots(spec), uiPort, command.commandLine().getErr());
            SweepRun.Result result = run.run();
            print(run, result);
            return result.outcome().kind().isFailure() ? 1 : 0;
        } catch (StudyExistsException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private SubmittedSweep open() throws IOException, StudyExistsException {
        if (resumed.isPresent()) {
            FileLocation folder = studyFolder(resumed.get());
            try {
                return budget.isPresent()
                        ? SweepRequest.enlarge(folder, budget.get(), SweepIntervals.defaults(), this::tell)
                        : SweepRequest.resume(folder, SweepIntervals.defaults(), this::tell);
            } catch (IllegalArgumentException e) {
                throw usage(String.valueOf(e.getMessage()));
            }
        }
        FileLocation file = specFile.orElseThrow();
        return new SweepRequest(
                        file,
                        dataset(file.read(SweepSpecReader::read))
                                .orElseThrow(() -> usage("--data is missing, and the spec has no task.data")),
                        store.orElseThrow(() -> usage("--store is missing")),
                        studies,
                        SweepIntervals.defaults())
                .open(this::tell);
    }

    private void tell(String news) {
        PrintWriter err = command.commandLine().getErr();
        err.println(news);
        err.flush();
    }

    /** A name in the folder of studies, or a folder itself. */
    private FileLocation studyFolder(FileLocation study) throws IOException {
        FileLocation named = study.isOnDisk() ? studies.resolve(study.toString()) : study;
        FileLocation folder = named.isFolder() ? named : study;
        if (!folder.resolve("study.yaml").isFile()) {
            throw usage("--resume was " + study + " but must be a study in " + studies + " or a study's folder");
        }
        return folder;
    }

    private int reproduce(SubmittedSweep sweep, int trial) throws IOException {
        List<TrialRow> trials = sweep.folder().table().trials();
        TrialRow row = trials.stream()
                .filter(known -> known.trial() == trial)
                .findFirst()
                .orElseThrow(() -> usage("--reproduce was " + trial + " but must be a trial of the study, at most "
                        + trials.stream().mapToInt(TrialRow::trial).max().orElse(0)));
        PrintWriter out = command.commandLine().getOut();
        return Reproduction.of(sweep.setup(), row).run(out) ? 0 : 1;
    }

    private Optional<FileLocation> dataset(SweepSpec spec) {
        return data.or(() -> spec.data().map(FileLocation::of));
    }

    private int slots(SweepSpec spec) {
        int slots =
                parallelism.orElseGet(() -> Math.max(1, Runtime.getRuntime().availableProcessors() / spec.threads()));
        if (slots < 1) {
            throw usage("--parallelism was " + slots + " but must be >= 1");
        }
        return Math.min(slots, spec.trials());
    }

    private void print(SweepRun run, SweepRun.Result result) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.of(result));
        } else {
            run.lines(result).forEach(out::println);
        }
    }

    private void plan() throws IOException {
        FileLocation file = specFile.orElseThrow(() -> usage("--dry-run needs --spec"));
        SweepSpec read = file.read(SweepSpecReader::read);
        Optional<FileLocation> dataset = dataset(read);
        SweepSpec spec = dataset.isPresent()
                ? SweepRequest.read(file, dataset.get())
                : file.read(path -> SweepSpecReader.read(path, new NoDataset()));
        Optional<DatasetSummary> manifest =
                dataset.isPresent() ? Optional.of(SweepRequest.dataset(spec, dataset.get())) : Optional.empty();
        List<SortedMap<String, String>> first = SweepRequest.firstTrials(spec, file.name(), studies);
        SweepPlan plan =
                SweepPlan.of(spec, first, init(spec.startingWith(first), file, manifest), manifest, new Dl4jEngine());
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.of(plan.json()));
        } else {
            plan.lines().forEach(out::println);
        }
    }

    /** Refuses, where a spec can't be told without its dataset. */
    private final class NoDataset implements DatasetFacts {
        @Override
        public int pictures(String specialist, Rows rows, KeypointGroup points) {
            throw usage("--data is missing, and budget.epochs is given in images of it");
        }

        @Override
        public Subject.Photos photos() {
            throw usage("--data is missing, and the nets depend on how many species it has");
        }

        @Override
        public Subject.Features features(Backbone backbone) {
            throw usage("--data is missing, and a backbone must be tried with its photos");
        }
    }

    private Optional<StudyInit> init(SweepSpec spec, FileLocation file, Optional<DatasetSummary> dataset)
            throws IOException {
        boolean needsStore = spec.init().flatMap(Init::version).isPresent();
        StoreLocation models = needsStore
                ? store.orElseThrow(() -> usage("--store is missing, and init.from is a version of it"))
                : store.orElse(StoreLocation.of("models"));
        return SweepRequest.init(spec, file.name(), dataset, models, studies);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
