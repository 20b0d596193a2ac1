package dev.fieldmark.jobs.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.BadRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsTest {
    private static final Path INPUT = Path.of("test.csv");

    @TempDir
    Path folder;

    @Test
    void putsAnswersInOrderOfImageIdAndClipsThem() throws IOException {
        var predictions = Predictions.of(INPUT, List.of(answer(2, -3), answer(3, 96.5f), answer(1, 47.25f)));

        assertThat(predictions.faces()).isEqualTo(3);
        assertThat(predictions.points(1)).hasSize(30).containsOnly(47.25f);
        assertThat(predictions.points(2)).containsOnly(0f);
        assertThat(predictions.points(3)).containsOnly(96f);
    }

    @Test
    void writesAllPointsByName() throws IOException {
        Path csv = folder.resolve("points.csv");

        PredictionsCsv.writeAll(csv, Predictions.of(INPUT, List.of(answer(2, 1.5f), answer(1, 96.5f))));

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0))
                .startsWith("ImageId,left_eye_center_x,left_eye_center_y,")
                .endsWith("_lip_y");
        assertThat(lines.get(1)).isEqualTo("1" + ",96.0000".repeat(30));
        assertThat(lines.get(2)).isEqualTo("2" + ",1.5000".repeat(30));
        assertThat(lines).hasSize(3);
    }

    @Test
    void writesASubmissionInTheOrderOfTheLookupTable() throws IOException {
        Path csv = folder.resolve("submission.csv");
        float[] points = new float[30];
        points[20] = 44.4f;
        points[29] = 78.123456f;
        var predictions = Predictions.of(INPUT, List.of(new Answer(1, points, good()), answer(2, 7)));
        var lookup = lookup("9,1,nose_tip_x,", "4,2,nose_tip_x,?", "11,1,mouth_center_bottom_lip_y,");

        PredictionsCsv.writeSubmission(csv, predictions, lookup);

        assertThat(csv).content().isEqualTo("RowId,Location\n9,44.4000\n4,7.0000\n11,78.1235\n");
    }

    @Test
    void writesNothingWhereTheLookupTableAsksForAFaceThatIsNotThere() throws IOException {
        Path csv = Files.writeString(folder.resolve("submission.csv"), "as it was");
        var predictions = Predictions.of(INPUT, List.of(answer(1, 7)));
        var lookup = lookup("1,1,nose_tip_x,", "2,2,nose_tip_x,");

        assertThatThrownBy(() -> PredictionsCsv.writeSubmission(csv, predictions, lookup))
                .isInstanceOf(BadDataException.class)
                .hasMessage(lookup.file() + ":3: ImageId was 2 but must be >= 1 and <= 1, the last face of the input");

        assertThat(csv).hasContent("as it was");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void namesTheFirstBadRow() {
        var late = new Answer(30, new float[0], new BadRow(31, "row had 1 fields but must have 2", "", false));
        var early = new Answer(16, new float[0], new BadRow(17, "Image had 3 pixels but must have 9,216", "", false));

        assertThatThrownBy(() -> Predictions.of(INPUT, List.of(late, answer(1, 1), early)))
                .isInstanceOf(BadDataException.class)
                .hasMessage("test.csv:17: Image had 3 pixels but must have 9,216");
        assertThatThrownBy(() -> Predictions.of(INPUT, List.of()))
                .hasMessage("test.csv: had no face but must have at least 1");
    }

    @Test
    void refusesAnAnswerThatIsNoNumber() {
        assertThatThrownBy(() -> Predictions.of(INPUT, List.of(answer(1, 1), answer(2, Float.NaN))))
                .isInstanceOf(BadDataException.class)
                .hasMessage("the net's answer to ImageId 2 was NaN for left_eye_center_x but must be a number");
    }

    @Test
    void answersFilesKeepFacesAndBadRows() throws IOException {
        try (var one = AnswersFile.create(folder, 0);
                var two = AnswersFile.create(folder, 1)) {
            one.add(answer(2, 5));
            one.add(new Answer(3, new float[0], new BadRow(4, "row had 1 fields but must have 2", "", false)));
            two.add(answer(1, 6));
        }

        assertThat(AnswersFile.facesIn(folder)).isEqualTo(2);
        assertThat(AnswersFile.readAll(folder)).extracting(Answer::imageId).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(AnswersFile.readAll(folder))
                .filteredOn(Answer::isBad)
                .singleElement()
                .satisfies(bad -> assertThat(bad.badRow().line()).isEqualTo(4));
    }

    @Test
    void namesWhatIsWrongInALookupTable() {
        refuses("1: column 3 was 'Feature' but must be FeatureName", "RowId,ImageId,Feature,Location", "1,1,a,");
        refuses("1: column 4 was 'missing' but must be Location", "RowId,ImageId,FeatureName");
        refuses("2: row had 3 fields but must have 4", header(), "1,1,nose_tip_x");
        refuses("2: RowId was 'one' but must be a whole number >= 1", header(), "one,1,nose_tip_x,");
        refuses("2: ImageId was '0' but must be a whole number >= 1", header(), "1,0,nose_tip_x,");
        refuses(
                "3: FeatureName was 'nose_tip' but must be one of the thirty columns, such as left_eye_center_x",
                header(),
                "1,1,nose_tip_x,",
                "2,1,nose_tip,");
        refuses("3: RowId was 1 but must be given once", header(), "1,1,nose_tip_x,", "1,1,nose_tip_y,");
    }

    private void refuses(String message, String... lines) {
        Path file = folder.resolve("lookup.csv");
        assertThatThrownBy(() -> LookupTable.read(Files.write(file, Arrays.asList(lines))))
                .isInstanceOf(BadDataException.class)
                .hasMessage(file + ":" + message);
    }

    private LookupTable lookup(String... rows) throws IOException {
        Path file = folder.resolve("lookup.csv");
        Files.writeString(file, header() + "\r\n" + String.join("\r\n", rows) + "\r\n");
        return LookupTable.read(file);
    }

    private static String header() {
        return "RowId,ImageId,FeatureName,Location";
    }

    private static Answer answer(int imageId, float everywhere) {
        float[] points = new float[30];
        Arrays.fill(points, everywhere);
        return new Answer(imageId, points, good());
    }

    private static BadRow good() {
        return new BadRow(0, "", "", false);
    }
}
