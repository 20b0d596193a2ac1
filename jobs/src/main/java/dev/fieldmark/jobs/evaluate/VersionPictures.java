package dev.fieldmark.jobs.evaluate;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.draw.DrawnFace;
import dev.fieldmark.jobs.draw.ErrorBars;
import dev.fieldmark.jobs.draw.FilterSheet;
import dev.fieldmark.jobs.draw.Picture;
import dev.fieldmark.jobs.onnx.FirstFilters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a version sees and where it errs, as pictures. */
public final class VersionPictures {
    private static final int FACES = 16;

    private VersionPictures() {}

    /**
     * Draws {@code predictions}, {@code worst-faces}, {@code error-per-keypoint} and, where the graph begins with a
     * convolution, {@code first-layer-filters}.
     *
     * @param version that answered
     * @param onnx its graph
     * @param evaluation of labelled faces
     */
    public static List<Picture> of(ServedVersion version, byte[] onnx, Evaluation evaluation) {
        List<Picture> pictures = new ArrayList<>();
        int size = evaluation.faces().size();
        pictures.add(Picture.sheet(
                "predictions",
                "Predicted and true points of faces that are evenly spread over the rows.",
                version.toString(),
                FaceSet.spread(size, FACES).mapToObj(evaluation::drawn).toList()));
        List<DrawnFace> worst = worst(evaluation);
        pictures.add(Picture.sheet(
                "worst-faces",
                String.format(Locale.ROOT, "The %d worst of %,d faces, the worst first.", worst.size(), size),
                version + ", the worst faces",
                worst));
        pictures.add(Picture.chart(
                "error-per-keypoint",
                "How far the predicted points lie from the true ones.",
                bars(version, evaluation)::draw));
        Optional<FirstFilters> filters = FirstFilters.of(onnx);
        filters.ifPresent(first -> pictures.add(Picture.chart(
                "first-layer-filters", "The filters of the first convolution.", sheet(version, first)::draw)));
        return pictures;
    }

    private static ErrorBars bars(ServedVersion version, Evaluation evaluation) {
        return new ErrorBars(
                "Error per keypoint, " + version,
                String.format(
                        Locale.ROOT,
                        "Distance from the true point in pixels of the 96×96 picture, over %,d faces; RMSE of all coordinates"
                                + " %.2f px",
                        evaluation.faces().size(),
                        evaluation.errors().rmsePixels().orElse(Double.NaN)),
                PointDistances.bars(evaluation));
    }

    private static FilterSheet sheet(ServedVersion version, FirstFilters filters) {
        return new FilterSheet("First layer of " + version, filters.rows(), filters.columns(), filters.weights());
    }

    private static List<DrawnFace> worst(Evaluation evaluation) {
        return IntStream.range(0, evaluation.faces().size())
                .mapToObj(evaluation::drawn)
                .filter(DrawnFace::hasTruePoints)
                .sorted(Comparator.comparingDouble(
                        (DrawnFace face) -> -face.rmsePixels().orElse(0)))
                .limit(FACES)
                .toList();
    }
}
