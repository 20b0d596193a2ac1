package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.TemporaryFolder;
import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.LocalStream;
import dev.fieldmark.jobs.flink.identify.PhotoStream;
import dev.fieldmark.jobs.identify.ModelFollower;
import dev.fieldmark.jobs.identify.StreamFolder;
import dev.fieldmark.jobs.identify.Tally;
import dev.fieldmark.jobs.photos.PhotoPreparation;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.StoreLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark identify}: each photo that is dropped into a folder gets one reply. */
@Command(
        name = "identify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Answers every photo that is dropped into a folder with one JSON line, as a checkpointed Flink job that runs",
            "until Ctrl-C. Killed at any moment and started again by the same command, each photo still has one reply;",
            "docs/identify.md explains. Write a photo under a name that begins with a dot or ends in .part, then rename",
            "it. Newer versions of the model take over while it runs."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:ended by Ctrl-C, SIGTERM or --until-idle; every photo that was taken is answered",
            "1:the job failed for good; run again, it goes on",
            "2:bad usage, or no model that can answer; nothing was started"
        })
public final class IdentifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--group",
            required = true,
            paramLabel = "NAME",
            description = "Of the species, e.g. butterflies: the model species-NAME answers.")
    @SuppressWarnings("NullAway.Init")
    private String group;

    @Option(
            names = "--incoming",
            required = true,
            paramLabel = "DIR",
            description = "Where photos are dropped; folders within it count too.")
    @SuppressWarnings("NullAway.Init")
    private Path incoming;

    @Option(
            names = "--replies",
            required = true,
            paramLabel = "DIR",
            description = "Gets the replies: DIR/<day>/part-*.jsonl, made where it is new.")
    @SuppressWarnings("NullAway.Init")
    private Path replies;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "STORE",
            description = "The model store: DIR or s3://bucket/prefix.")
    @SuppressWarnings("NullAway.Init")
    private StoreLocation store;

    @Option(
            names = "--processed",
            paramLabel = "DIR",
            description = "Gets answered photos; on the file system of --incoming (default: processed, beside it).")
    private Optional<Path> processed = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "What the stream keeps of itself: checkpoints (default: .state in --replies).")
    private Optional<Path> state = Optional.empty();

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description =
                    "Each final reply is also POSTed there, at least once, with the same Idempotency-Key each time.")
    private Optional<URI> webhook = Optional.empty();

    @Option(names = "--parallelism", paramLabel = "N", description = "Photos at a time (default: one a core).")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "PT..",
            defaultValue = "PT2S",
            description = "How long it takes at most, if all goes well, until a reply is final, as an ISO 8601 duration"
                    + " (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration checkpointInterval;

    @Option(
            names = "--until-idle",
            paramLabel = "PT..",
            description = "Ends when no photo came for so long, e.g. PT5S.")
    private Optional<Duration> untilIdle = Optional.empty();

    @Option(
            names = "--ui-port",
            paramLabel = "P",
            defaultValue = "0",
            description = "Port of Flink's UI; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int uiPort;

    @Option(
            names = "--json",
            description = "Prints one JSON object at the end: answered, broken, seconds, photosPerSecond.")
    private boolean json;

    /** What {@code --json} gives. */
    record Summary(long answered, long broken, double seconds, double photosPerSecond) {}

    @Override
    public Integer call() throws Exception {
        checkUsage();
        PrintWriter err = spec.commandLine().getErr();
        err.println(answering() + " answers");
        PhotoStream stream = stream();
        StreamFolder folder = stream.stateFolder();
        long start = System.nanoTime();
        Tally tally;
        try (var hold = folder.hold(stream.identity());
                var files = TemporaryFolder.create("fieldmark-identify");
                var cluster = LocalCluster.start(uiPort, parallelism, files.path());
                var signal = StopSignal.on(() -> stop(folder))) {
            err.println("Flink's UI: " + cluster.address());
            folder.newestCheckpoint().ifPresent(newest -> err.println("goes on from " + newest.getFileName()));
            err.flush();
            tally = new LocalStream(cluster).run(stream, parallelism, new StreamProgress(err)::at);
        }
        print(tally, (System.nanoTime() - start) / 1e9);
        return 0;
    }

    /** The version that will answer first; no model, or none that can answer, is told before anything is made. */
    private String answering() throws InterruptedException {
        var model = ModelName.ofGroup(group);
        try (var models = ModelFollower.start(store.open(), model, 1, Duration.ofDays(1), refused -> {})) {
            return models.current().toString();
        }
    }

    private void stop(StreamFolder folder) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("identify: stops once all that was taken is answered; again stops at once");
        err.flush();
        try {
            folder.stop();
        } catch (IOException e) {
            err.println("identify: can't be told to stop: " + e.getMessage());
        }
    }

    private void print(Tally tally, double seconds) {
        var summary = new Summary(tally.answered(), tally.broken(), seconds, tally.answered() / seconds);
        if (json) {
            spec.commandLine().getOut().println(Json.of(summary));
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%,d photos answered in %.1f s, %,d of them broken%n",
                            tally.answered(), seconds, tally.broken());
        }
    }

    private void checkUsage() {
        require(
                PhotoPreparation.isGroup(group),
                "--group was '" + group + "' but must be " + PhotoPreparation.GROUP_RULE);
        require(parallelism >= 1, "--parallelism was " + parallelism + " but must be >= 1");
        require(
                checkpointInterval.compareTo(Duration.ofMillis(10)) >= 0,
                "--checkpoint-interval was " + checkpointInterval + " but must be >= PT0.01S");
        untilIdle.ifPresent(idle ->
                require(!idle.isNegative() && !idle.isZero(), "--until-idle was " + idle + " but must be > PT0S"));
        webhook.ifPresent(address -> require(
                List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null,
                "--webhook was " + address + " but must be an http or https URL"));
        require(Files.isDirectory(incoming), "--incoming was " + incoming + " but must be a folder that exists");
        require(!store.isMissing(), "--store was " + store + " but must be a folder that exists");
    }

    private PhotoStream stream() throws IOException {
        Path from = incoming.toRealPath();
        Path answered = folder("--processed", processed.orElse(from.resolveSibling("processed")));
        Path answers = folder("--replies", replies);
        Path kept = folder("--state", state.orElse(answers.resolve(".state")));
        require(
                !answered.startsWith(from) && !answers.startsWith(from),
                "--processed and --replies were " + answered + " and " + answers
                        + " but must not lie within --incoming, " + from);
        require(
                Files.getFileStore(answered).equals(Files.getFileStore(from)),
                "--processed was " + answered + " but must be on the file system of --incoming: photos are renamed");
        return new PhotoStream(
                ModelName.ofGroup(group).value(),
                store.absolute().toString(),
                from.toUri(),
                answers.toUri(),
                answered.toUri(),
                kept.toUri(),
                checkpointInterval,
                untilIdle.orElse(Duration.ZERO),
                webhook.map(URI::toString).orElse(""));
    }

    private Path folder(String option, Path folder) throws IOException {
        require(
                !Files.exists(folder) || Files.isDirectory(folder),
                option + " was " + folder + ", a file, but must be a folder");
        return Files.createDirectories(folder).toRealPath();
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
