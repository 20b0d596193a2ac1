package dev.fieldmark.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.bench.sweep.RecordedCurve;
import dev.fieldmark.jobs.flink.SweepRequest;
import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.flink.sweep.SweepIntervals;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench record}. */
@Command(
        name = "record",
        description = {
            "Trains every trial of a sweep spec to its end, one after the other on one thread without Flink, and writes",
            "one JSON line each: parameters, CPU seconds an epoch, validation losses. The spec's sampler must need to know",
            "nothing of other trials. 'bench sweep' searches what was so recorded."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class RecordCommand implements Callable<Integer> {
    @Option(names = "--spec", required = true, paramLabel = "FILE", description = "the sweep spec")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path sweep;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "a prepared dataset")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path data;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "JSON lines; must not exist")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, StudyExistsException {
        if (Files.exists(output)) {
            throw new IllegalArgumentException("--output was " + output + " but must not exist");
        }
        Path folder = Files.createTempDirectory("fieldmark-bench-record");
        SubmittedSweep submitted = SweepRequest.onDisk(
                        sweep, data, folder.resolve("store"), folder.resolve("studies"), SweepIntervals.defaults())
                .open();
        var json = JsonMapper.builder().build();
        int trials = submitted.setup().parts().spec().trials();
        try (Writer lines = Files.newBufferedWriter(output)) {
            for (int number = 0; number < trials; number++) {
                RecordedCurve curve = train(submitted, number);
                lines.write(json.writeValueAsString(curve) + "\n");
                lines.flush();
                show(number, trials, curve);
            }
        }
        return 0;
    }

    private static RecordedCurve train(SubmittedSweep sweep, int number) throws IOException {
        var parameters = sweep.setup().parts().spec().search(0).sampler().propose(number, List.of());
        List<Double> losses = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        try (Training training = new Dl4jEngine().start(sweep.setup().plan(new Trial(number, parameters)))) {
            for (boolean goesOn = true; goesOn && !training.over(); ) {
                long start = cpuNanos();
                EpochResult result = training.trainEpoch();
                seconds.add((cpuNanos() - start) / 1e9);
                losses.add(result.diverged() ? Double.NaN : result.validLoss());
                goesOn = !result.diverged();
            }
        }
        List<Double> sorted = seconds.stream().sorted().toList();
        return new RecordedCurve(parameters, sorted.get(sorted.size() / 2), losses);
    }

    /** Of this thread: with one trainer thread, all that training takes. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void show(int number, int trials, RecordedCurve curve) {
        double best = curve.validLosses().stream()
                .mapToDouble(loss -> loss)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        spec.commandLine()
                .getErr()
                .println(String.format(
                        Locale.ROOT,
                        "curve %d of %d: %d epochs of %.2f s, best %.5f, %s",
                        number + 1,
                        trials,
                        curve.validLosses().size(),
                        curve.secondsPerEpoch(),
                        best,
                        curve.parameters()));
        spec.commandLine().getErr().flush();
    }
}
