package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.data.DatasetWriter;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Preparation;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.sample.SampleCsv;
import dev.fieldmark.jobs.sample.SampleFaces;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareCommandIT {
    private static final int ROWS = 600;

    @TempDir
    static Path drawn;

    @TempDir
    Path folder;

    private static Path csv = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void draw() throws IOException {
        csv = drawn.resolve("training.csv");
        SampleCsv.writeTraining(csv, 3, ROWS);
    }

    @Test
    void preparesTheSameAtAnyParallelismPlainOrCompressedAndWithoutFlink() throws IOException {
        DatasetManifest expected =
                DatasetWriter.write(folder.resolve("plain"), Preparation.of("training.csv"), SampleFaces.draw(3, ROWS));
        Path zipped = folder.resolve("training.csv.gz");
        SampleCsv.writeTraining(zipped, 3, ROWS);
        assertThat(run(csv, "one", "--parallelism", "1")).isZero();
        assertThat(PreparedDataset.open(folder.resolve("one")).manifest()).isEqualTo(expected);
        assertThat(run(csv, "three", "--parallelism", "3")).isZero();
        assertThat(PreparedDataset.open(folder.resolve("three")).manifest()).isEqualTo(expected);
        assertThat(run(zipped, "two", "--parallelism", "2")).isZero();
        DatasetManifest two = PreparedDataset.open(folder.resolve("two")).manifest();
        assertThat(two.contentHash()).isEqualTo(expected.contentHash());
        assertThat(two.splitHash()).isEqualTo(expected.splitHash());
        assertThat(expected.duplicateRows()).isPositive();
    }

    @Test
    void stopsAtTheFirstBadRowAndMakesNothing() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(csv).subList(0, 40));
        lines.set(16, lines.get(16).substring(0, lines.get(16).lastIndexOf(' ')));
        lines.set(30, "rubbish");
        Path bad = Files.write(folder.resolve("training.csv"), lines);
        assertThat(run(bad, "out", "--parallelism", "2")).isEqualTo(2);
        assertThat(errors()).containsExactly("training.csv:17: Image had 9,215 pixels but must have 9,216");
        assertThat(out.toString()).isEmpty();
        assertThat(files(folder)).containsExactly("training.csv");
    }

    @Test
    void leavesBadRowsOutWhereAskedAndCountsThem() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(csv).subList(0, 40));
        lines.set(16, lines.get(16).substring(0, lines.get(16).lastIndexOf(' ')));
        lines.set(30, "rub\"bish");
        Path bad = folder.resolve("training.csv");
        Files.writeString(bad, String.join("\r\n", lines) + "\r\n66.1,3");
        assertThat(run(bad, "out", "--skip-bad-rows", "--json")).isZero();
        PreparedDataset prepared = PreparedDataset.open(folder.resolve("out"));
        assertThat(out.toString().strip()).isEqualTo(prepared.manifest().json());
        assertThat(prepared.manifest().rows()).isEqualTo(37);
        assertThat(prepared.manifest().rejectedRows()).isEqualTo(3);
        assertThat(Files.readAllLines(folder.resolve("out/rejects.csv")))
                .hasSize(4)
                .satisfies(rejects -> {
                    assertThat(rejects.get(1)).startsWith("17,\"Image had 9,215 pixels but must have 9,216\",\"");
                    assertThat(rejects.get(2)).isEqualTo("31,\"row had 1 fields but must have 31\",\"rub\"\"bish\"");
                    assertThat(rejects.get(3))
                            .isEqualTo("41,\"row had 2 fields but must have 31 (the file ends within this line)\","
                                    + "\"66.1,3\"");
                });
        FaceSet train = prepared.faces(Side.TRAIN, 0.2);
        assertThat(train.rows()).doesNotContain(16, 30).isSorted();
    }

    @Test
    void neverPreparesPartOfATruncatedGzip() throws IOException {
        Path zipped = folder.resolve("training.csv.gz");
        SampleCsv.writeTraining(zipped, 3, 20);
        byte[] bytes = Files.readAllBytes(zipped);
        Files.write(zipped, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(run(zipped, "out", "--skip-bad-rows")).isEqualTo(2);
        assertThat(errors())
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .matches("training\\.csv\\.gz:\\d+: the file can't be read on from here: it is cut off or damaged");
        assertThat(files(folder)).containsExactly("training.csv.gz");
    }

    @Test
    void keepsAPersonsRowsOnOneSide() throws IOException {
        StringBuilder groups = new StringBuilder("row,group\n");
        for (int row = 1; row <= ROWS; row++) {
            groups.append(row).append(",p").append(row % 40).append('\n');
        }
        Path file = Files.writeString(folder.resolve("groups.csv"), groups);
        assertThat(run(csv, "out", "--groups", file.toString(), "--validation-fraction", "0.3"))
                .isZero();
        PreparedDataset prepared = PreparedDataset.open(folder.resolve("out"));
        assertThat(prepared.manifest().groups()).isTrue();
        assertThat(out.toString()).contains("left_eye_center_x", "complete rows", "validation rows", "rows/s");
        assertThat(Collections.disjoint(
                        people(prepared.faces(Side.TRAIN, 0.3)), people(prepared.faces(Side.VALIDATION, 0.3))))
                .isTrue();
    }

    @Test
    void preparesATestSetWithoutTargets() throws IOException {
        Path test = folder.resolve("test.csv");
        SampleCsv.writeTest(test, 3, 30);
        assertThat(run(test, "out")).isZero();
        DatasetManifest manifest = PreparedDataset.open(folder.resolve("out")).manifest();
        assertThat(manifest.rows()).isEqualTo(30);
        assertThat(manifest.labels()).isEmpty();
        assertThat(manifest.completeRows()).isZero();
    }

    /** Real faces, where they are at hand. */
    @Test
    void preparesTheRealFaces() throws IOException {
        Path faces = Path.of(System.getProperty("fieldmark.shared", "../../shared/data"))
                .resolve("faces");
        assumeThat(faces.resolve("training.csv.gz"))
                .as("the real faces are not here")
                .exists();
        String groups = faces.resolve("groups.csv").toString();
        assertThat(run(faces.resolve("training.csv.gz"), "out", "--groups", groups))
                .isZero();
        DatasetManifest manifest = PreparedDataset.open(folder.resolve("out")).manifest();
        assertThat(manifest.rows()).isEqualTo(2502);
        assertThat(manifest.completeRows()).isEqualTo(781);
        assertThat(manifest.labels()).containsEntry("nose_tip_x", 2502);
    }

    private static List<Integer> people(FaceSet faces) {
        return Arrays.stream(faces.rows()).mapToObj(row -> row % 40).distinct().toList();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** What is on stderr beside the progress. */
    private List<String> errors() {
        return err.toString()
                .lines()
                .filter(line -> !line.startsWith("prepare: about "))
                .toList();
    }

    private int run(Path input, String output, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "prepare",
                "--input",
                input.toString(),
                "--output",
                folder.resolve(output).toString()));
        arguments.addAll(List.of(more));
        return Fieldmark.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
