package dev.fieldmark.jobs.onnx;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.domain.KeypointErrors;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Packs keypoint nets: one graph and their checkpoints, and the errors of the graph, as ONNX Runtime answers, on the
 * validation rows of their dataset. Its radii are calibrated on them too.
 */
public final class KeypointPackager implements ModelPackager {
    /** Root of the mean squared error over every labelled coordinate of the validation rows, in pixels of 96. */
    public static final String RMSE_PIXELS = "rmse-pixels";
    /**
     * Mean squared error over the complete validation rows, in network units: the validation loss that training saw, where
     * it validated on those and the graph does not average mirror images.
     */
    public static final String VALID_MSE = "valid-mse";
    /**
     * Share of the labelled points that lie within their radius, where radii are fitted to one half of the validation
     * rows' people and judged on the other, and the other way round. Absent where a half has no labelled point.
     */
    public static final String COVERAGE_90 = "coverage-90";
    /** Mean of those radii, pixels. */
    public static final String MEAN_RADIUS_90 = "mean-radius-90";
    /** Validation rows. */
    public static final String ROWS = "rows";

    private static final int COMPARED_FACES = 64;

    @Override
    public ModelDraft pack(List<Member> members, ModelName model, Provenance provenance, Path folder)
            throws IOException, ParityException {
        Members.requireDistinctNames(members);
        var net = JointNet.read(members);
        TrainingPlan plan = members.get(0).plan();
        var dataset = PreparedDataset.open(plan.dataset());
        FaceSet faces = dataset.faces(Side.VALIDATION, plan.validationFraction());
        Path onnx = folder.resolve(ModelDraft.ONNX);
        var export = new Export(net, Members.properties(members, model, provenance), onnx, plan.threads());
        FaceSet compared =
                faces.select(FaceSet.spread(faces.size(), COMPARED_FACES).toArray());
        Dl4jNet.Points points = net.points(compared);
        Answers spreads;
        try (var graph = export.write(RadiusFactors.ones())) {
            ParityCheck.check(graph, compared, points, RadiusFactors.ones());
            spreads = graph.answers(faces, done -> {});
        }
        int[] halves = dataset.halves(Side.VALIDATION, plan.validationFraction());
        var calibration = Calibration.of(spreads, faces.targets(), halves);
        try (var graph = export.write(calibration.factors())) {
            ParityCheck.check(graph, compared, points, calibration.factors());
        }
        SortedMap<String, Path> files = Members.copyCheckpoints(members, folder);
        files.put(ModelDraft.ONNX, onnx);
        return new ModelDraft(
                model,
                ModelManifest.KEYPOINTS,
                files,
                KeypointGraph.signature(),
                metrics(spreads.keypoints(), faces, calibration),
                provenance);
    }

    private static SortedMap<String, Double> metrics(float[][] keypoints, FaceSet faces, Calibration calibration) {
        var metrics = new TreeMap<String, Double>();
        metrics.put(ROWS, (double) faces.size());
        KeypointErrors.of(keypoints, faces.targets()).rmsePixels().ifPresent(rmse -> metrics.put(RMSE_PIXELS, rmse));
        float[][] complete = IntStream.range(0, faces.size())
                .filter(faces::isComplete)
                .mapToObj(face -> keypoints[face])
                .toArray(float[][]::new);
        KeypointErrors.of(complete, faces.complete().targets())
                .rmsePixels()
                .ifPresent(rmse -> metrics.put(VALID_MSE, Math.pow(rmse / PIXELS_PER_UNIT, 2)));
        calibration.onOtherPeople().ifPresent(coverage -> {
            coverage.share().ifPresent(share -> metrics.put(COVERAGE_90, share));
            coverage.meanRadiusPixels().ifPresent(radius -> metrics.put(MEAN_RADIUS_90, radius));
        });
        return metrics;
    }

    private record Export(JointNet net, Map<String, String> properties, Path file, int threads) {
        /** Writes the graph, in the place of what was there, and loads it. */
        OnnxNet write(RadiusFactors factors) throws IOException {
            KeypointGraph.write(net, factors, properties, file);
            return OnnxNet.open(Files.readAllBytes(file), threads);
        }
    }
}
