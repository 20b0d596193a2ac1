package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.evaluate.LabelledFaces;
import dev.fieldmark.jobs.onnx.PublishedNets;
import dev.fieldmark.jobs.sample.SampleCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a MiniCluster; a net that was not trained, but whose answers DL4J knows. */
class PredictCommandIT {
    private static final int ROWS = 150;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path store;
    private static Path training;
    private static Path test;

    @BeforeAll
    static void publish() throws IOException {
        store = shared.resolve("store");
        training = shared.resolve("training.csv");
        test = shared.resolve("test.csv");
        PublishedNets.publish(store, 0);
        SampleCsv.writeTraining(training, 4, ROWS);
        // the same faces as test.csv has them
        List<String> lines = new ArrayList<>(List.of("ImageId,Image"));
        List<String> faces = Files.readAllLines(training);
        for (int row = 1; row <= ROWS; row++) {
            lines.add(row + "," + faces.get(row).substring(faces.get(row).lastIndexOf(',') + 1));
        }
        Files.write(test, lines);
    }

    @Test
    void writesWhatTheNetAnswersOfBothFormsAtAnyParallelism() throws IOException {
        for (Path input : List.of(test, training)) {
            for (int parallelism : List.of(1, 3)) {
                Path output = folder.resolve("points.csv");
                Cli run = predict(input, output, "--parallelism", parallelism);
                assertThat(run.exitCode()).as(run.err()).isZero();
                assertThat(run.out())
                        .startsWith(output + ": 4,500 coordinates of 150 faces by keypoints@1 in ")
                        .hasLineCount(1);
                assertThatItIsWhatDl4jSays(Files.readAllLines(output));
            }
        }
        assertThat(files(folder)).containsExactly("points.csv");
    }

    @Test
    void writesASubmissionAndASheet() throws IOException {
        Path lookup = Files.writeString(
                folder.resolve("IdLookupTable.csv"),
                "RowId,ImageId,FeatureName,Location\n5,150,nose_tip_y,\n6,1,left_eye_center_x,\n");
        Path output = folder.resolve("submission.csv");
        Path points = folder.resolve("points.csv");
        Path sheets = folder.resolve("some/sheets");

        assertThat(predict(test, points).exitCode()).isZero();
        Cli run = predict(test, output, "--lookup", lookup, "--draw", sheets, "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> all = Files.readAllLines(points);
        assertThat(output)
                .hasContent("RowId,Location\n5," + all.get(150).split(",")[22] + "\n6,"
                        + all.get(1).split(",")[1]);
        JsonNode summary = new ObjectMapper().readTree(run.out());
        assertThat(summary.get("faces").intValue()).isEqualTo(150);
        assertThat(summary.get("values").intValue()).isEqualTo(2);
        assertThat(summary.get("model").textValue()).isEqualTo("keypoints");
        assertThat(summary.get("version").intValue()).isEqualTo(1);
        assertThat(summary.get("facesPerSecond").doubleValue()).isPositive();
        var sheet = ImageIO.read(sheets.resolve("predictions.png").toFile());
        assertThat(sheet.getWidth()).isEqualTo(12 + 6 * (2 * 96 + 12));
    }

    @Test
    void stopsAtTheFirstBadRowAndLeavesTheOutputAsItWas() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(test));
        lines.set(9, lines.get(9).substring(0, lines.get(9).lastIndexOf(' ')));
        lines.set(40, "rubbish");
        lines.set(99, "12," + lines.get(99));
        Path bad = Files.write(folder.resolve("bad.csv"), lines);
        Path output = Files.writeString(folder.resolve("points.csv"), "as it was");

        Cli run = predict(bad, output, "--parallelism", 2);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> !line.startsWith("predict: ")))
                .containsExactly(bad + ":10: Image had 9,215 pixels but must have 9,216");
        assertThat(output).hasContent("as it was");
        assertThat(files(folder)).containsExactly("bad.csv", "points.csv");
    }

    private static void assertThatItIsWhatDl4jSays(List<String> lines) throws IOException {
        FaceSet faces = LabelledFaces.ofCsv(training);
        float[][] units = PublishedNets.units(new FaceSet(faces.rows(), faces.greys(), new float[ROWS * 30]));
        assertThat(lines.get(0)).isEqualTo("ImageId," + String.join(",", Keypoint.columns()));
        assertThat(lines).hasSize(ROWS + 1);
        for (int row = 1; row <= ROWS; row++) {
            String[] fields = lines.get(row).split(",");
            assertThat(fields[0]).isEqualTo(Integer.toString(row));
            for (int i = 0; i < 30; i++) {
                double expected = Math.max(0, Math.min(96, 48 * units[row - 1][i] + 48));
                assertThat(Double.parseDouble(fields[i + 1])).isCloseTo(expected, within(2e-3));
            }
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Cli predict(Path input, Path output, Object... more) {
        var arguments = new ArrayList<Object>(
                List.of("predict", "--store", store, "--model", "keypoints", "--input", input, "--output", output));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }
}
