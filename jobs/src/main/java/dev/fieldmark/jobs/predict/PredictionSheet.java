package dev.fieldmark.jobs.predict;

import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.CsvLines;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.ParsedRow;
import dev.fieldmark.jobs.data.RowParser;
import dev.fieldmark.jobs.draw.DrawnFace;
import dev.fieldmark.jobs.draw.FaceSheet;
import dev.fieldmark.jobs.draw.Png;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A contact sheet of predictions: some of the faces with their points, with the true ones where the CSV has them. */
public final class PredictionSheet {
    /** On a sheet, at most. */
    public static final int FACES = 36;

    private PredictionSheet() {}

    /**
     * Draws faces that are evenly spread over the input.
     *
     * @param title what predicted the points, e.g. {@code keypoints@3}
     */
    public static void write(Path file, String title, Path input, CsvForm form, Predictions predictions)
            throws IOException {
        Set<Integer> drawn = FaceSet.spread(predictions.faces(), FACES)
                .mapToObj(position -> position + 1)
                .collect(Collectors.toSet());
        Png.write(file, FaceSheet.draw(title, faces(input, form, predictions, drawn)));
    }

    private static List<DrawnFace> faces(Path input, CsvForm form, Predictions predictions, Set<Integer> drawn)
            throws IOException {
        var faces = new ArrayList<DrawnFace>();
        var parser = new RowParser(form);
        try (CsvLines lines = CsvLines.open(input)) {
            lines.next(); // the header
            for (int row = 1; row <= predictions.faces(); row++) {
                var line = lines.next();
                if (line.isPresent() && drawn.contains(row)) {
                    ParsedRow face = parser.parse(line.get());
                    faces.add(new DrawnFace(row, face.greys(), predictions.points(row), face.targets()));
                }
            }
        }
        return faces;
    }
}
