package dev.fieldmark.jobs.sample;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceRow;
import dev.fieldmark.jobs.data.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Drawn faces as the CSV files of Kaggle's 'Facial Keypoints Detection'; compressed where the name ends in .gz. */
public final class SampleCsv {
    private static final byte[][] GREYS = IntStream.range(0, 256)
            .mapToObj(grey -> (grey + " ").getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private SampleCsv() {}

    /** The thirty targets, then {@code Image}. */
    public static void writeTraining(Path file, long seed, int rows) throws IOException {
        write(file, String.join(",", Keypoint.columns()) + ",Image\n", rows, row -> {
            FaceRow face = SampleFaces.row(seed, row);
            return line(targets(face), face.greys());
        });
    }

    /** {@code ImageId,Image}: other faces than those of the training rows. */
    public static void writeTest(Path file, long seed, int rows) throws IOException {
        write(
                file,
                "ImageId,Image\n",
                rows,
                row -> line(row + ",", testFace(seed, row).greys()));
    }

    /** The face of a test row, from 1, with the points that the CSV does not tell. */
    public static SampleFace testFace(long seed, int row) {
        return SampleFace.draw(seed, -row);
    }

    private interface Lines {
        byte[] line(int row);
    }

    private static void write(Path file, String header, int rows, Lines lines) throws IOException {
        Path target = file.toAbsolutePath();
        if (target.getParent() != null) {
            Files.createDirectories(target.getParent());
        }
        WholeFile.Content csv = out -> {
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            for (int row = 1; row <= rows; row++) {
                out.write(lines.line(row));
            }
        };
        WholeFile.write(target, file.toString().endsWith(".gz") ? out -> compress(csv, out) : csv);
    }

    private static void compress(WholeFile.Content content, OutputStream out) throws IOException {
        var gzip = new FastGzip(out);
        content.writeTo(gzip);
        gzip.finish(); // closed would close what is still to be synced
    }

    private static String targets(FaceRow face) {
        StringBuilder text = new StringBuilder();
        for (float target : face.targets()) {
            text.append(Float.isNaN(target) ? "" : Float.toString(target)).append(',');
        }
        return text.toString();
    }

    private static byte[] line(String start, byte[] greys) {
        byte[] line = new byte[start.length() + greys.length * 4];
        byte[] first = start.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(first, 0, line, 0, first.length);
        int end = first.length;
        for (byte grey : greys) {
            byte[] digits = GREYS[grey & 255];
            System.arraycopy(digits, 0, line, end, digits.length);
            end += digits.length;
        }
        line[end - 1] = '\n';
        return java.util.Arrays.copyOf(line, end);
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
