package dev.fieldmark.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.CsvLine.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLinesTest {
    @TempDir
    Path folder;

    @Test
    void numbersLinesAndLeavesLineEndsAndMarkOut() {
        assertThat(texts("\uFEFFa\r\nb\nc")).containsExactly("1:a", "2:b", "3:c");
    }

    @Test
    void tellsALastLineWithoutEnd() {
        List<CsvLine> lines = lines(new ByteArrayInputStream("a\nb".getBytes(StandardCharsets.UTF_8)));
        assertThat(lines).extracting(CsvLine::state).containsExactly(State.WHOLE, State.WITHOUT_END);
    }

    @Test
    void keepsBlankLinesWithinAndDropsThoseAtTheEnd() {
        assertThat(texts("a\n\n \nb\n\n\r\n  ")).containsExactly("1:a", "2:", "3:", "4:b");
        assertThat(texts("")).isEmpty();
        assertThat(texts("\n\n")).isEmpty();
    }

    @Test
    void cutsALineThatIsTooLongAndReadsOn() {
        List<CsvLine> lines = lines(new ByteArrayInputStream(
                ("x".repeat(CsvLine.MAX_BYTES + 1) + "\n" + "y".repeat(CsvLine.MAX_BYTES) + "\nb\n")
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(lines).extracting(CsvLine::state).containsExactly(State.TOO_LONG, State.WHOLE, State.WHOLE);
        assertThat(lines)
                .extracting(line -> line.bytes().length)
                .containsExactly(CsvLine.MAX_BYTES, CsvLine.MAX_BYTES, 1);
    }

    @Test
    void endsATruncatedGzipWithAnUnreadableLine() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("a\nb\nc\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = zipped.toByteArray();
        for (int length = whole.length - 1; length > 10; length--) {
            List<CsvLine> lines = lines(new GZIPInputStream(new ByteArrayInputStream(Arrays.copyOf(whole, length))));
            assertThat(lines.get(lines.size() - 1).state()).isEqualTo(State.UNREADABLE);
        }
    }

    @Test
    void namesAFileThatIsMissingOrNoGzip() throws IOException {
        Path missing = folder.resolve("no.csv");
        assertThatThrownBy(() -> CsvLines.open(missing)).hasMessage(missing + ": no such file");
        Path plain = Files.writeString(folder.resolve("plain.csv.gz"), "a,b\n");
        assertThatThrownBy(() -> CsvLines.open(plain)).hasMessage(plain + ": is no gzip file (Not in GZIP format)");
        assertThatThrownBy(() -> CsvLines.open(folder)).hasMessage(folder + ": was a folder but must be a CSV file");
    }

    @Test
    void tellsTheFormByTheHeaderOrNamesTheWrongColumn() throws IOException {
        Path file = folder.resolve("training.csv");
        Files.writeString(file, "ImageId,\"Image\"\r\n");
        assertThat(CsvForm.read(file)).isEqualTo(CsvForm.TEST);
        String header = String.join(",", CsvForm.TRAINING.columns());
        Files.writeString(file, header);
        assertThat(CsvForm.read(file)).isEqualTo(CsvForm.TRAINING);
        Files.writeString(file, header.replace("nose_tip_x", "nose"));
        assertThatThrownBy(() -> CsvForm.read(file))
                .hasMessage("training.csv:1: column 21 was nose but must be nose_tip_x");
        Files.writeString(file, "a,b,c\n1,2,3\n");
        assertThatThrownBy(() -> CsvForm.read(file))
                .hasMessage("training.csv:1: header had 3 columns but must have 31 (thirty targets, then Image)"
                        + " or 2 (ImageId, Image)");
        Files.writeString(file, "");
        assertThatThrownBy(() -> CsvForm.read(file)).hasMessage(file + ": was empty but must begin with a header");
    }

    private static List<String> texts(String file) {
        return lines(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))).stream()
                .map(line -> line.number() + ":" + new String(line.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<CsvLine> lines(java.io.InputStream in) {
        CsvLines reader = new CsvLines(in);
        List<CsvLine> lines = new ArrayList<>();
        for (Optional<CsvLine> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        assertThat(reader.next()).isEmpty();
        return lines;
    }
}
