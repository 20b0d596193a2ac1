package dev.fieldmark.jobs.predict;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.WholeFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Predictions as a file: all of them, or those that Kaggle asks for. Pixels to four decimals. */
public final class PredictionsCsv {
    private PredictionsCsv() {}

    /** {@code ImageId} and the thirty columns, in order of image id. */
    public static void writeAll(Path file, Predictions predictions) throws IOException {
        write(file, csv -> {
            csv.write("ImageId," + String.join(",", Keypoint.columns()) + "\n");
            for (int imageId = 1; imageId <= predictions.faces(); imageId++) {
                csv.write(Integer.toString(imageId));
                for (float value : predictions.points(imageId)) {
                    csv.write("," + pixels(value));
                }
                csv.write("\n");
            }
        });
    }

    /** {@code RowId,Location}, in the order of the lookup table. */
    public static void writeSubmission(Path file, Predictions predictions, LookupTable lookup) throws IOException {
        lookup.check(predictions.faces());
        write(file, csv -> {
            csv.write("RowId,Location\n");
            for (LookupTable.Wanted wanted : lookup.wanted()) {
                float value = predictions.points(wanted.imageId())[wanted.column()];
                csv.write(wanted.rowId() + "," + pixels(value) + "\n");
            }
        });
    }

    private interface Lines {
        void writeTo(Writer csv) throws IOException;
    }

    private static void write(Path file, Lines lines) throws IOException {
        WholeFile.write(file, out -> {
            var csv = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
            lines.writeTo(csv);
            csv.flush();
        });
    }

    private static String pixels(float value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
