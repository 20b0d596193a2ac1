package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.evaluate.DetectorEvaluation;
import dev.fieldmark.jobs.evaluate.DetectorEvaluation.PointNet;
import dev.fieldmark.jobs.evaluate.DetectorEvaluation.Points;
import dev.fieldmark.jobs.evaluate.Part;
import dev.fieldmark.jobs.evaluate.ServedVersion;
import dev.fieldmark.jobs.onnx.DetectorNet;
import dev.fieldmark.jobs.onnx.OnnxNet;
import dev.fieldmark.jobs.scenes.Composites;
import dev.fieldmark.jobs.scenes.DetectorDataset;
import dev.fieldmark.jobs.scenes.DetectorDataset.SceneParts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code evaluate} of a detector.
 *
 * @param out for the result
 */
record DetectorEvaluationRun(PrintWriter out, ServedVersion version, int threads) {
    /**
     * What {@code --json} gives; {@link DetectorEvaluation} explains it.
     *
     * @param keypoints absent (null in JSON) where no model for keypoints was named
     */
    record Report(
            String version,
            int photos,
            int faces,
            double recall,
            double falsePositivesPerPhoto,
            double falsePositivesPerEmptyPhoto,
            double meanOverlap,
            double millisPerPhoto,
            Optional<Points> keypoints) {}

    /**
     * Evaluates and prints.
     *
     * @param data a prepared dataset
     * @param validationFraction where absent, the model's own
     * @param keypoints the version to be asked about the boxes
     */
    void run(Path data, Part part, Optional<Double> validationFraction, Optional<ServedVersion> keypoints, boolean json)
            throws IOException {
        if (part == Part.ALL) {
            throw new BadDataException("--side was all but must be train or validation for a detector");
        }
        DetectorDataset dataset = DetectorDataset.open(data);
        Side side = part == Part.VALIDATION ? Side.VALIDATION : Side.TRAIN;
        double fraction = validationFraction
                .or(version::validationFraction)
                .orElse(dataset.manifest().validationFraction());
        SceneParts parts = dataset.parts(side, fraction);
        var composites = Composites.of(parts, dataset.faces().halves(side, fraction));
        float[][] targets = new float[parts.faces().size()][];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = Arrays.copyOfRange(parts.faces().targets(), i * FaceSet.TARGETS, (i + 1) * FaceSet.TARGETS);
        }
        try (var detector = DetectorNet.open(version.onnx(), threads)) {
            if (keypoints.isEmpty()) {
                print(DetectorEvaluation.of(detector, composites.all(), targets, Optional.empty()), json);
                return;
            }
            try (var graph = OnnxNet.open(keypoints.get().onnx(), threads)) {
                PointNet net = face ->
                        graph.keypoints(new FaceSet(new int[] {1}, face.greys(), new float[FaceSet.TARGETS]))[0];
                print(DetectorEvaluation.of(detector, composites.all(), targets, Optional.of(net)), json);
            }
        }
    }

    private void print(DetectorEvaluation evaluation, boolean json) {
        var found = evaluation.found();
        var report = new Report(
                version.toString(),
                found.photos(),
                found.faces(),
                found.recall(),
                found.falsePositivesPerPhoto(),
                evaluation.falsePositivesPerEmptyPhoto(),
                found.meanOverlap(),
                evaluation.millisPerPhoto(),
                evaluation.points());
        if (json) {
            out.println(Json.of(report));
            return;
        }
        out.printf(
                "%s on %,d composites of %dx%d with %,d faces%n%n",
                version, report.photos(), Composites.WIDTH_PIXELS, Composites.HEIGHT_PIXELS, report.faces());
        out.printf("%-36s %8.1f%%%n", "faces found", 100 * report.recall());
        out.printf("%-36s %9.3f%n", "boxes of none, a photo", report.falsePositivesPerPhoto());
        out.printf("%-36s %9.3f%n", "the same, of photos without faces", report.falsePositivesPerEmptyPhoto());
        out.printf("%-36s %9.3f%n", "overlap of boxes, mean", report.meanOverlap());
        out.printf("%-36s %9.1f ms%n", "search of a photo, median", report.millisPerPhoto());
        report.keypoints().ifPresent(points -> {
            out.printf("%-36s %9.3f px%n", "keypoints on found boxes", points.foundPixels());
            out.printf("%-36s %9.3f px%n", "keypoints on the true boxes", points.truePixels());
        });
    }
}
