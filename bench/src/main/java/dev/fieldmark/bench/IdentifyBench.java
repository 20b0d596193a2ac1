package dev.fieldmark.bench;

import dev.fieldmark.bench.identify.Effort;
import dev.fieldmark.bench.identify.PlainThreads;
import dev.fieldmark.bench.identify.TimedStream;
import dev.fieldmark.bench.speed.Spread;
import dev.fieldmark.jobs.data.TemporaryFolder;
import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.StoreLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./fieldmark bench identify}: photos/s of the stream beside plain threads that decode by the same code and ask
 * ONNX Runtime, with nothing kept, replied or moved.
 */
@Command(
        name = "identify",
        mixinStandardHelpOptions = true,
        description = "Photos/s of identify beside plain threads that decode and ask ONNX Runtime, measured in turn.")
public final class IdentifyBench implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Photos, also in folders within.")
    @SuppressWarnings("NullAway.Init")
    private Path photos;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "STORE",
            description = "The model store: DIR or s3://bucket/prefix.")
    @SuppressWarnings("NullAway.Init")
    private StoreLocation store;

    @Option(names = "--group", required = true, paramLabel = "NAME", description = "The model species-NAME answers.")
    @SuppressWarnings("NullAway.Init")
    private String group;

    @Option(names = "--copies", defaultValue = "2", description = "Of each photo a round (default: ${DEFAULT-VALUE}).")
    private int copies;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--checkpoint-interval",
            defaultValue = "PT2S",
            description = "Of the stream (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration checkpointInterval;

    @Option(names = "--parallelism", description = "Of both (default: one a core).")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || copies < 1) {
            throw new IllegalArgumentException(
                    "rounds and copies were " + rounds + " and " + copies + " but must be >= 1");
        }
        var model = new ModelReference(ModelName.ofGroup(group), ModelStore.LATEST);
        List<Path> files = files();
        List<Effort> plain = new ArrayList<>();
        List<Effort> stream = new ArrayList<>();
        try (var folder = TemporaryFolder.create("fieldmark-bench");
                var cluster = LocalCluster.start(0, parallelism, folder.path().resolve("cluster"))) {
            for (int round = -1; round < rounds; round++) {
                Effort byThreads = new PlainThreads(store, model, parallelism).answer(files);
                Effort byStream = new TimedStream(cluster, store, model.model(), checkpointInterval, parallelism)
                        .answer(files, Files.createTempDirectory(folder.path(), "round"));
                if (round >= 0) {
                    plain.add(byThreads);
                    stream.add(byStream);
                    spec.commandLine().getErr().println("round " + round + ": " + byThreads + ", " + byStream);
                }
            }
        }
        print(files.size(), plain, stream);
        return 0;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(photos)) {
            List<Path> once = found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".csv"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            return Collections.nCopies(copies, once).stream()
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private void print(int count, List<Effort> plain, List<Effort> stream) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%,d photos, %d rounds after one to warm up, medians (least to most)%n", count, rounds);
        row(out, "decode + ONNX Runtime, " + parallelism + " plain threads", count, plain);
        row(out, "identify, until the last reply is final", count, stream);
        out.printf("%-42s %s%n", "photos/s, identify / plain threads", ratio(plain, stream, Effort::seconds));
        out.printf("%-42s %s%n", "photos a CPU second, the same", ratio(plain, stream, Effort::cpuSeconds));
    }

    private static void row(PrintWriter out, String name, int count, List<Effort> efforts) {
        out.printf(
                "%-42s %s photos/s, %s ms of CPU a photo%n",
                name,
                text("%,.1f", efforts.stream().map(e -> count / e.seconds()).toList()),
                text(
                        "%.2f",
                        efforts.stream().map(e -> e.cpuSeconds() * 1e3 / count).toList()));
    }

    private static String ratio(List<Effort> plain, List<Effort> stream, ToDoubleFunction<Effort> cost) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < plain.size(); round++) {
            ratios.add(cost.applyAsDouble(plain.get(round)) / cost.applyAsDouble(stream.get(round)));
        }
        return text("%.2f", ratios);
    }

    private static String text(String form, List<Double> figures) {
        Spread spread = Spread.of(figures);
        return String.format(form + " (" + form + " to " + form + ")", spread.median(), spread.min(), spread.max());
    }
}
