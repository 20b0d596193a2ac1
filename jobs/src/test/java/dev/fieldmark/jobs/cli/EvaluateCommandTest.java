package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.DatasetWriter;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Preparation;
import dev.fieldmark.jobs.evaluate.LabelledFaces;
import dev.fieldmark.jobs.evaluate.Part;
import dev.fieldmark.jobs.onnx.PublishedNets;
import dev.fieldmark.jobs.sample.SampleCsv;
import dev.fieldmark.jobs.sample.SampleFaces;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    static Path folder;

    private static Path store;
    private static Path csv;
    private static Path dataset;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void publish() throws IOException {
        store = folder.resolve("store");
        csv = folder.resolve("training.csv.gz");
        dataset = folder.resolve("dataset");
        PublishedNets.publish(store, 0);
        PublishedNets.publish(store, 1);
        SampleCsv.writeTraining(csv, 4, 40);
        DatasetWriter.write(dataset, Preparation.of("training.csv"), SampleFaces.draw(4, 40));
    }

    @Test
    void printsTheErrorsOfTheServedGraphAsJson() throws IOException {
        assertThat(evaluate("--model", "keypoints", "--data", csv.toString(), "--json"))
                .isZero();

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly("model", "version", "rows", "rmsePixels", "perKeypoint", "radius90");
        assertThat(report.get("model").textValue()).isEqualTo("keypoints");
        assertThat(report.get("version").intValue()).isEqualTo(2);
        assertThat(report.get("rows").intValue()).isEqualTo(40);
        assertThat(report.get("perKeypoint").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        Keypoint.all().stream().map(Keypoint::label).toList());
        FaceSet faces = LabelledFaces.ofCsv(csv);
        assertThat(report.get("rmsePixels").doubleValue())
                .isCloseTo(rmseByDl4j(faces, 0, FaceSet.TARGETS), within(1e-3));
        assertThat(report.get("perKeypoint").get("nose_tip").doubleValue())
                .isCloseTo(rmseByDl4j(faces, 20, 22), within(1e-3));
        JsonNode radius = report.get("radius90");
        assertThat(radius.get("meanPixels").doubleValue()).isEqualTo(PublishedNets.RADIUS_PIXELS);
        assertThat(radius.get("coverage").doubleValue()).isCloseTo(coverageByDl4j(faces), within(1e-9));
        assertThat(radius.at("/perKeypoint/nose_tip/meanPixels").doubleValue()).isEqualTo(PublishedNets.RADIUS_PIXELS);
        assertThat(radius.at("/perKeypoint/nose_tip/coverage").doubleValue()).isBetween(0.0, 1.0);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysNothingOfRadiiWhereTheGraphHasNone() throws IOException {
        Path old = folder.resolve("old");
        PublishedNets.publishWithoutRadii(old);

        assertThat(run("evaluate", "--store", old.toString(), "--model", "keypoints", "--data", csv.toString()))
                .isZero();
        assertThat(out.toString()).containsPattern("(?m)^POINT +RMSE PX +COLUMN MEANS\\*$");
        out.getBuffer().setLength(0);
        assertThat(run(
                        "evaluate",
                        "--store",
                        old.toString(),
                        "--model",
                        "keypoints",
                        "--data",
                        csv.toString(),
                        "--json"))
                .isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).get("radius90").isNull())
                .isTrue();
    }

    @Test
    void evaluatesTheVersionThatIsAskedFor() throws IOException {
        for (String reference : List.of("keypoints@1", "keypoints@previous")) {
            out.getBuffer().setLength(0);
            assertThat(evaluate("--model", reference, "--data", csv.toString(), "--json"))
                    .isZero();
            assertThat(new ObjectMapper()
                            .readTree(out.toString())
                            .get("version")
                            .intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void takesTheValidationSideOfADatasetUnlessAnotherIsAskedFor() throws IOException {
        int validation = LabelledFaces.ofDataset(dataset, Part.VALIDATION, OptionalDouble.empty())
                .size();
        int train = LabelledFaces.ofDataset(dataset, Part.TRAIN, OptionalDouble.empty())
                .size();

        assertThat(rowsOf()).isEqualTo(validation).isPositive();
        assertThat(rowsOf("--side", "train")).isEqualTo(train).isEqualTo(40 - validation);
        assertThat(rowsOf("--side", "all")).isEqualTo(40);
        assertThat(rowsOf("--validation-fraction", "0.6")).isGreaterThan(validation);
    }

    @Test
    void printsEachPointBesideTheColumnMeans() {
        assertThat(evaluate("--model", "keypoints", "--data", csv.toString())).isZero();

        assertThat(out.toString())
                .startsWith("keypoints@2 on " + csv + ": 40 rows, ")
                .containsPattern("(?m)^POINT +RMSE PX +COLUMN MEANS\\* +RADIUS PX +WITHIN\\*\\*$")
                .containsPattern("(?m)^nose_tip +\\d+\\.\\d{3} +\\d+\\.\\d{3} +20\\.000 +[01]\\.\\d{3}$")
                .containsPattern("(?m)^all +\\d+\\.\\d{3} +\\d+\\.\\d{3} +20\\.000 +[01]\\.\\d{3}$")
                .contains("* of answering, for every face, the means of these very rows' targets");
    }

    @Test
    void drawsSixteenFacesEvenlySpread() throws IOException {
        Path png = folder.resolve("faces.png");

        assertThat(evaluate("--model", "keypoints", "--data", csv.toString(), "--draw", png.toString()))
                .isZero();

        var sheet = ImageIO.read(png.toFile());
        assertThat(sheet.getWidth()).isEqualTo(12 + 4 * (288 + 12));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("."));
        }
    }

    @Test
    void drawsWhatTheVersionSeesAndWhereItErrs() throws IOException {
        Path plots = folder.resolve("some/plots");

        assertThat(evaluate("--model", "keypoints", "--data", csv.toString(), "--plots", plots.toString()))
                .isZero();

        try (Stream<Path> files = Files.list(plots)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "error-per-keypoint.png", "first-layer-filters.png", "predictions.png", "worst-faces.png");
        }
        assertThat(ImageIO.read(plots.resolve("error-per-keypoint.png").toFile()))
                .isNotNull();
    }

    @Test
    void saysInOneLineWhatIsWrong() throws IOException {
        Path test = folder.resolve("test.csv");
        SampleCsv.writeTest(test, 4, 3);
        Path broken = Files.writeString(folder.resolve("broken.csv"), "left_eye_center_x,Image\n");

        assertError("keypoints@9: no such version in the store", "--model", "keypoints@9", "--data", csv.toString());
        assertError("birds@latest: no such model in the store", "--model", "birds", "--data", csv.toString());
        assertError("--model: model name was 'Birds' but must", "--model", "Birds", "--data", csv.toString());
        assertError(
                test + ": had columns ImageId, Image but must have the thirty targets of training.csv",
                "--model",
                "keypoints",
                "--data",
                test.toString());
        assertError("broken.csv:1: header had 2 columns", "--model", "keypoints", "--data", broken.toString());
        assertError("--data was gone but must be", "--model", "keypoints", "--data", "gone");
        assertError(
                "--side and --validation-fraction must be left out",
                "--model",
                "keypoints",
                "--data",
                csv.toString(),
                "--side",
                "all");
        assertError("but must be train, validation or all", "--model", "k", "--data", "x", "--side", "both");
    }

    @Test
    void refusesAStoreThatIsNotThere() {
        int exitCode = run("evaluate", "--store", "gone", "--model", "keypoints", "--data", csv.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("fieldmark evaluate: --store was gone but must be the folder of a model store");
    }

    @Test
    void refusesAGraphWithAFlippedByte() throws IOException {
        Path other = folder.resolve("damaged");
        PublishedNets.publish(other, 0);
        Path onnx = other.resolve("keypoints").resolve("v000001").resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(onnx);
        bytes[bytes.length / 2] ^= 1;
        Files.write(onnx, bytes);

        int exitCode = run("evaluate", "--store", other.toString(), "--model", "keypoints", "--data", csv.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("model.onnx").contains("sha256");
    }

    private void assertError(String message, String... arguments) {
        err.getBuffer().setLength(0);
        out.getBuffer().setLength(0);
        assertThat(evaluate(arguments)).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElse("")).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    private int rowsOf(String... more) throws IOException {
        out.getBuffer().setLength(0);
        var arguments = Stream.concat(
                Stream.of("--model", "keypoints", "--data", dataset.toString(), "--json"), Stream.of(more));
        assertThat(evaluate(arguments.toArray(String[]::new))).isZero();
        return new ObjectMapper().readTree(out.toString()).get("rows").intValue();
    }

    private int evaluate(String... arguments) {
        return run(Stream.concat(Stream.of("evaluate", "--store", store.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Fieldmark.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** The share of the points that are off by at most the radius. */
    private static double coverageByDl4j(FaceSet faces) {
        float[] targets = faces.targets();
        float[][] units = PublishedNets.units(faces);
        return IntStream.range(0, targets.length / 2)
                .filter(i -> !Float.isNaN(targets[2 * i]) && !Float.isNaN(targets[2 * i + 1]))
                .mapToDouble(i -> {
                    int x = 2 * i % FaceSet.TARGETS;
                    float[] ofFace = units[2 * i / FaceSet.TARGETS];
                    double distance = Math.hypot(
                            48.0 * ofFace[x] + 48 - targets[2 * i], 48.0 * ofFace[x + 1] + 48 - targets[2 * i + 1]);
                    return distance <= PublishedNets.RADIUS_PIXELS ? 1 : 0;
                })
                .average()
                .orElseThrow();
    }

    /** Over the columns from, inclusive, to to, exclusive. */
    private static double rmseByDl4j(FaceSet faces, int from, int to) {
        float[] targets = faces.targets();
        // DL4J is asked about faces that count as complete
        float[] filled = new float[targets.length];
        float[][] units = PublishedNets.units(new FaceSet(faces.rows(), faces.greys(), filled));
        double[] squares = IntStream.range(0, targets.length)
                .filter(i -> i % FaceSet.TARGETS >= from && i % FaceSet.TARGETS < to)
                .filter(i -> !Float.isNaN(targets[i]))
                .mapToDouble(i -> Math.pow(48.0 * units[i / FaceSet.TARGETS][i % FaceSet.TARGETS] + 48 - targets[i], 2))
                .toArray();
        return Math.sqrt(IntStream.range(0, squares.length)
                .mapToDouble(i -> squares[i])
                .average()
                .orElseThrow());
    }
}
