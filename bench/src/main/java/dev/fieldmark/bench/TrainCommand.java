package dev.fieldmark.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.bench.speed.Course;
import dev.fieldmark.bench.speed.Duel;
import dev.fieldmark.bench.speed.Round;
import dev.fieldmark.bench.speed.Spread;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench train}. */
@Command(
        name = "train",
        description = {
            "Images per second of training in the product's engine (DL4J), beside PyTorch through DJL.",
            "Each engine has a process of its own; they take turns, so that only one works at a time.",
            "Batch assembly, flips and updates count on both sides."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class TrainCommand implements Callable<Integer> {
    @Option(names = "--network", description = "net1 to net7")
    private String network = "net7";

    @Option(names = "--batch", description = "faces a batch")
    private int batch = 128;

    @Option(names = "--threads", description = "threads of each engine")
    private int threads = 1;

    @Option(names = "--no-dropout", description = "train without the network's dropout")
    private boolean noDropout;

    @Option(names = "--validation", description = "faces validated after each epoch of four batches")
    private int validation = 1;

    @Option(names = "--rounds", description = "timed rounds of each engine, after one to warm up")
    private int rounds = 7;

    @Option(names = "--seconds", description = "least length of a round; it ends with an epoch")
    private double seconds = 10;

    @Option(names = "--json", description = "one JSON document on standard output")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds was " + rounds + " but must be >= 1");
        }
        var course = new Course(network, batch, threads, !noDropout, validation);
        PrintWriter progress = spec.commandLine().getErr();
        progress.println("warming up");
        Duel duel = Duel.run(course, rounds, seconds, (pair, both) -> {
            progress.printf(
                    "round %d: DL4J %.1f images/s, PyTorch %.1f, ratio %.3f (by CPU time %.3f)%n",
                    pair,
                    both.dl4j().imagesPerSecond(),
                    both.pytorch().imagesPerSecond(),
                    both.ratio(),
                    both.cpuRatio());
            progress.flush();
        });
        PrintWriter results = spec.commandLine().getOut();
        results.println(json ? document(duel) : table(duel));
        results.flush();
        return 0;
    }

    private String table(Duel duel) {
        return "%s, batch %d, %d thread(s), %s%n"
                        .formatted(network, batch, threads, noDropout ? "no dropout" : "dropout")
                + "%-34s %8s %8s %8s%n".formatted("", "median", "min", "max")
                + row("DL4J, images/s", duel.dl4j(Round::imagesPerSecond), 1)
                + row("PyTorch, images/s", duel.pytorch(Round::imagesPerSecond), 1)
                + row("DL4J / PyTorch", duel.spread(Duel.Pair::ratio), 3)
                + row("DL4J, CPU ms an image", duel.dl4j(Round::cpuMillisPerImage), 2)
                + row("PyTorch, CPU ms an image", duel.pytorch(Round::cpuMillisPerImage), 2)
                + row("DL4J / PyTorch by CPU time", duel.spread(Duel.Pair::cpuRatio), 3)
                        .stripTrailing();
    }

    private static String row(String title, Spread spread, int decimals) {
        String figure = " %8." + decimals + "f";
        return ("%-34s" + figure + figure + figure + "%n")
                .formatted(title, spread.median(), spread.min(), spread.max());
    }

    private static String document(Duel duel) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("course", duel.course());
        document.put("ratio", duel.spread(Duel.Pair::ratio));
        document.put("cpuRatio", duel.spread(Duel.Pair::cpuRatio));
        document.put("dl4jImagesPerSecond", duel.dl4j(Round::imagesPerSecond));
        document.put("pytorchImagesPerSecond", duel.pytorch(Round::imagesPerSecond));
        document.put("dl4jCpuMillisPerImage", duel.dl4j(Round::cpuMillisPerImage));
        document.put("pytorchCpuMillisPerImage", duel.pytorch(Round::cpuMillisPerImage));
        document.put("rounds", duel.rounds());
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(document);
    }
}
