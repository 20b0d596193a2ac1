package dev.fieldmark.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.data.CsvLine.State;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowParserTest {
    private static final String TARGETS = "66.0335639098,39.0022736842,30.227008,36.4216781955," + ",".repeat(26);
    private static final String GREYS = greys(9216);

    @Test
    void readsTargetsGapsAndGreys() {
        ParsedRow row = parse(TARGETS + GREYS);
        assertThat(row.isBad()).isFalse();
        assertThat(row.row()).isEqualTo(16);
        assertThat(row.targets()).startsWith(66.0335639098f, 39.0022736842f, 30.227008f, 36.4216781955f, Float.NaN);
        assertThat(row.targets()).hasSize(30);
        assertThat(row.greys()).hasSize(9216).startsWith(0, 1, 2).endsWith((byte) 255);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "96, 96",
        "96.0, 96",
        "5., 5",
        ".5, 0.5",
        "+5, 5",
        "-0.0, -0.0",
        "4.8e1, 48",
        "480E-1, 48",
        "33.333333333333333333333333333333, 33.333333",
        "00012.50, 12.5",
        "'  7.25 ', 7.25",
        "'\"7.25\"', 7.25"
    })
    void readsNumbersAsJavaDoes(String text, float value) {
        assertThat(parse(text + ",".repeat(30) + GREYS).targets()[0]).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "NaN",
                "nan",
                "-1",
                "96.01",
                "1e3",
                "Infinity",
                "0x10",
                "1.2.3",
                ".",
                "1d",
                "--1",
                "1e99999"
            })
    void refusesATargetThatIsNoNumberFrom0To96(String text) {
        assertThat(reason(",,," + text + ",".repeat(27) + GREYS))
                .isEqualTo("right_eye_center_y was " + text + " but must be empty or a number from 0 to 96");
    }

    @Test
    void refusesAnotherNumberOfPixels() {
        assertThat(reason(TARGETS + greys(9215))).isEqualTo("Image had 9,215 pixels but must have 9,216");
        assertThat(reason(TARGETS + greys(9217))).isEqualTo("Image had 9,217 pixels but must have 9,216");
        assertThat(reason(TARGETS)).isEqualTo("Image had 0 pixels but must have 9,216");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "-1", "x", "12.5", "4294967296", "99999999999999999999"})
    void refusesAGreyThatIsNoWholeNumberFrom0To255(String grey) {
        assertThat(reason(TARGETS + "1 2 " + grey + " " + greys(9213)))
                .isEqualTo("Image pixel 3 was " + grey + " but must be a whole number from 0 to 255");
    }

    @Test
    void refusesAnotherNumberOfFields() {
        assertThat(reason("1,2,3")).isEqualTo("row had 3 fields but must have 31");
        assertThat(reason(TARGETS + GREYS + ",7")).isEqualTo("row had 32 fields but must have 31");
        assertThat(reason("")).isEqualTo("row had 1 fields but must have 31");
    }

    @Test
    void saysThatTheFileEndsWithinALastLineThatIsCutOff() {
        ParsedRow cutOff = new RowParser(CsvForm.TRAINING).parse(line(TARGETS + greys(100), State.WITHOUT_END));
        assertThat(cutOff.badRow().reason())
                .isEqualTo("Image had 100 pixels but must have 9,216 (the file ends within this line)");
        assertThat(cutOff.badRow().fatal()).isFalse();
    }

    @Test
    void takesALastLineThatIsWholeButHasNoLineEnd() {
        assertThat(new RowParser(CsvForm.TRAINING)
                        .parse(line(TARGETS + GREYS, State.WITHOUT_END))
                        .isBad())
                .isFalse();
    }

    @Test
    void neverSkipsALineThatCouldNotBeRead() {
        ParsedRow unreadable = new RowParser(CsvForm.TRAINING).parse(line(TARGETS + GREYS, State.UNREADABLE));
        assertThat(unreadable.badRow().fatal()).isTrue();
        assertThat(unreadable.badRow().reason())
                .isEqualTo("the file can't be read on from here: it is cut off or damaged");
    }

    @Test
    void takesQuotedImagesAndSeveralBlanks() {
        assertThat(parse(TARGETS + "\"" + GREYS.replace(" ", "  ") + "\"").greys())
                .isEqualTo(parse(TARGETS + GREYS).greys());
    }

    @Test
    void readsTestRowsWhoseImageIdIsTheRow() {
        RowParser parser = new RowParser(CsvForm.TEST);
        ParsedRow row = parser.parse(line("16," + GREYS, State.WHOLE));
        assertThat(row.isBad()).isFalse();
        assertThat(row.targets()).containsOnly(Float.NaN);
        assertThat(parser.parse(line("17," + GREYS, State.WHOLE)).badRow().reason())
                .isEqualTo("ImageId was 17 but must be 16, the row's number");
    }

    @Test
    void keepsControlCharactersAndLongTextsOutOfTheReason() {
        assertThat(reason("a\tb\u0000" + "z".repeat(100) + ",".repeat(30) + GREYS))
                .isEqualTo("left_eye_center_x was a?b?" + "z".repeat(26)
                        + "... but must be empty or a number from 0 to 96");
    }

    private static ParsedRow parse(String text) {
        return new RowParser(CsvForm.TRAINING).parse(line(text, State.WHOLE));
    }

    private static String reason(String text) {
        return parse(text).badRow().reason();
    }

    private static CsvLine line(String text, State state) {
        return new CsvLine(17, text.getBytes(StandardCharsets.UTF_8), state);
    }

    private static String greys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Integer.toString(i % 256))
                .collect(Collectors.joining(" "));
    }
}
