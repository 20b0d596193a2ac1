package dev.fieldmark.bench;

import dev.fieldmark.jobs.cli.Fieldmark;
import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.CsvLine;
import dev.fieldmark.jobs.data.CsvLines;
import dev.fieldmark.jobs.data.DatasetWriter;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Preparation;
import dev.fieldmark.jobs.data.RowParser;
import dev.fieldmark.jobs.flink.prepare.PrepareJob;
import dev.fieldmark.jobs.sample.SampleCsv;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./fieldmark bench prepare}: rows/s of the prepare job beside a single-threaded reader that works as the usual
 * data-frame tools do: a line, split into strings, each string parsed. The baseline only reads; prepare also checks,
 * hashes, writes and syncs shards.
 */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = "Rows/s of prepare beside a single-threaded reader, measured in turn.")
public final class PrepareBench implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--input", paramLabel = "FILE", description = "training.csv or .csv.gz (default: drawn).")
    private Optional<Path> input = Optional.empty();

    @Option(names = "--rows", defaultValue = "2500", description = "Rows to draw without --input (default: 2500).")
    private int rows;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--parallelism", description = "Of the job (default: one a core).")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    /** The baseline alone, so that its whole process can be timed. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(readLikeADataFrame(Path.of(arguments[0])) + " rows");
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("fieldmark-bench");
        Path csv = input.orElse(folder.resolve("training.csv.gz"));
        if (input.isEmpty()) {
            SampleCsv.writeTraining(csv, 1, rows);
        }
        int measured = readLikeADataFrame(csv);
        spec.commandLine().getErr().println(rounds + " rounds of five ways to read " + csv);
        List<Way> ways = List.of(
                new Way("baseline: readLine, split, parse", () -> readLikeADataFrame(csv)),
                new Way("our parser alone, one thread", () -> parse(csv)),
                new Way("prepare in a warm JVM, parallelism " + parallelism, () -> prepare(csv, folder)),
                new Way("baseline, whole process", () -> process(PrepareBench.class, csv.toString())),
                new Way("prepare, whole process", () -> process(Fieldmark.class, arguments(csv, folder))));
        double[][] seconds = new double[ways.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int way = 0; way < ways.size(); way++) {
                long start = System.nanoTime();
                ways.get(way).work().run();
                seconds[way][round] = (System.nanoTime() - start) / 1e9;
            }
        }
        print(measured, ways, seconds);
        delete(folder);
        return 0;
    }

    private void print(int measured, List<Way> ways, double[][] seconds) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%,d rows, %d rounds, medians (least to most)%n", measured, rounds);
        for (int way = 0; way < ways.size(); way++) {
            double[] baseline = seconds[way < 3 ? 0 : 3];
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = baseline[round] / seconds[way][round];
            }
            double[] sorted = sorted(seconds[way]);
            out.printf(
                    "%-42s %6.2f s (%.2f to %.2f) %,8.0f rows/s, %.2f x its baseline (%.2f to %.2f)%n",
                    ways.get(way).name(),
                    sorted[rounds / 2],
                    sorted[0],
                    sorted[rounds - 1],
                    measured / sorted[rounds / 2],
                    sorted(ratios)[rounds / 2],
                    sorted(ratios)[0],
                    sorted(ratios)[rounds - 1]);
        }
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int readLikeADataFrame(Path csv) throws IOException {
        List<FaceSet> faces = new ArrayList<>();
        try (InputStream file = Files.newInputStream(csv);
                InputStream in = csv.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.readLine();
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                float[] targets = new float[FaceSet.TARGETS];
                for (int i = 0; i < targets.length; i++) {
                    targets[i] = fields[i].isEmpty() ? Float.NaN : Float.parseFloat(fields[i]);
                }
                String[] pixels = fields[FaceSet.TARGETS].split(" ", -1);
                byte[] greys = new byte[pixels.length];
                for (int i = 0; i < greys.length; i++) {
                    greys[i] = (byte) Integer.parseInt(pixels[i]);
                }
                faces.add(new FaceSet(new int[] {faces.size() + 1}, greys, targets));
            }
        }
        return faces.size();
    }

    private static int parse(Path csv) throws IOException {
        RowParser parser = new RowParser(CsvForm.read(csv));
        int good = 0;
        try (CsvLines lines = CsvLines.open(csv)) {
            for (Optional<CsvLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                good += line.get().number() > 1 && !parser.parse(line.get()).isBad() ? 1 : 0;
            }
        }
        return good;
    }

    private int prepare(Path csv, Path folder) throws IOException {
        try (DatasetWriter writer = DatasetWriter.create(folder.resolve("warm"))) {
            return writer.finish(
                            Preparation.of(csv.toString()),
                            PrepareJob.run(csv, CsvForm.read(csv), writer.folder(), parallelism))
                    .rows();
        }
    }

    private String[] arguments(Path csv, Path folder) {
        return new String[] {
            "prepare",
            "--input",
            csv.toString(),
            "--output",
            folder.resolve("cold").toString(),
            "--parallelism",
            Integer.toString(parallelism)
        };
    }

    private static int process(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", arguments) + ": exit code was " + exit + " but must be 0");
        }
        return exit;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private record Way(String name, Work work) {}

    private interface Work {
        int run() throws IOException, InterruptedException;
    }
}
