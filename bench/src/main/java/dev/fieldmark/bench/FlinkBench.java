package dev.fieldmark.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.LocalSweep;
import dev.fieldmark.jobs.flink.SweepRequest;
import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.flink.sweep.SweepIntervals;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench flink}. */
@Command(
        name = "flink",
        description = {
            "What a sweep costs beyond its training: the same trials, to the last bit, as a bare loop that saves its best",
            "weights and as a sweep on a cluster in this process, in turn. The sweep's time is that of the whole job:",
            "its start, reports, training states, checkpoints and metrics count; the cluster's start does not. Beside wall",
            "time, the process's CPU time: the figure to go by where the machine does other things."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class FlinkBench implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "a prepared dataset")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path data;

    @Option(names = "--network", description = "net1 to net7")
    private String network = "net7";

    @Option(names = "--trials", description = "trials, one after the other")
    private int trials = 1;

    @Option(names = "--epochs", description = "epochs of each; the job's start weighs less the more there are")
    private int epochs = 20;

    @Option(names = "--threads", description = "threads of the trainer")
    private int threads = 1;

    @Option(names = "--rounds", description = "timed rounds of each, after one epoch to warm up")
    private int rounds = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (trials < 1 || epochs < 1 || rounds < 1) {
            throw new IllegalArgumentException("--trials, --epochs and --rounds were " + trials + ", " + epochs + ", "
                    + rounds + " but must be >= 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("fieldmark-bench-flink");
        double[] ratios = new double[rounds];
        double[] cpuRatios = new double[rounds];
        try (LocalCluster cluster = LocalCluster.start(0, 1, folder.resolve("cluster"))) {
            bare(open(folder, "warm-up"), 1);
            for (int round = 0; round < rounds; round++) {
                Cost bare = bare(open(folder, "bare-" + round), epochs);
                Cost sweep = sweep(open(folder, "sweep-" + round), cluster);
                ratios[round] = sweep.seconds() / bare.seconds();
                cpuRatios[round] = sweep.cpuSeconds() / bare.cpuSeconds();
                out.printf(
                        "round %d: bare %s, sweep %s, ratio %.4f, of CPU time %.4f%n",
                        round + 1, bare, sweep, ratios[round], cpuRatios[round]);
                out.flush();
            }
        }
        out.printf("%s, %d trials x %d epochs, %d threads%n", network, trials, epochs, threads);
        out.println("sweep / bare: " + spread(ratios) + "; of CPU time: " + spread(cpuRatios));
        return 0;
    }

    private SubmittedSweep open(Path folder, String study) throws IOException, StudyExistsException {
        String yaml = String.join(
                "\n",
                "version: 1",
                "study: " + study,
                "task: {kind: keypoints}",
                "network: " + network,
                "seed: 1",
                "objective: {metric: rmse-pixels, direction: minimize}",
                "space: {learning-rate: {log-uniform: [1.0e-3, 3.0e-2]}}",
                "sampler: {kind: random}",
                "pruner: {kind: none}",
                "budget: {trials: " + trials + ", max-epochs: " + epochs + "}",
                "trainer: {threads: " + threads + "}",
                "");
        Path file = Files.writeString(folder.resolve(study + ".yaml"), yaml);
        return SweepRequest.onDisk(
                        file, data, folder.resolve("store"), folder.resolve("studies"), SweepIntervals.defaults())
                .open();
    }

    private static String spread(double[] ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "median %.4f (%.4f to %.4f)",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }

    /** What something took: wall time and this process's CPU time. */
    private record Cost(double seconds, double cpuSeconds) {
        static Cost now() {
            var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Cost(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
        }

        Cost since(Cost start) {
            return new Cost(seconds - start.seconds, cpuSeconds - start.cpuSeconds);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f s (CPU %.2f s)", seconds, cpuSeconds);
        }
    }

    private Cost bare(SubmittedSweep sweep, int most) throws IOException {
        Cost start = Cost.now();
        for (int number = 0; number < trials; number++) {
            Trial trial = new Trial(
                    number, sweep.setup().parts().spec().search(0).sampler().propose(number, List.of()));
            try (Training training = new Dl4jEngine().start(sweep.setup().plan(trial))) {
                while (!training.over() && training.epoch() < most) {
                    training.trainEpoch();
                }
                training.saveBest(Files.createTempFile(sweep.folder().path().localFolder(), "best", ""));
            }
        }
        return Cost.now().since(start);
    }

    private static Cost sweep(SubmittedSweep sweep, LocalCluster cluster) throws IOException, InterruptedException {
        Cost start = Cost.now();
        new LocalSweep(cluster).run(sweep, 1, table -> {});
        return Cost.now().since(start);
    }
}
