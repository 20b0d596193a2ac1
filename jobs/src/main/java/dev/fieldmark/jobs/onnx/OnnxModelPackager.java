package dev.fieldmark.jobs.onnx;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.domain.KeypointErrors;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.store.ModelDraft;
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
 * Packs keypoint nets: graph and checkpoint, and the errors of the graph, as ONNX Runtime answers, on the validation
 * rows of the plan's dataset. Its radii are calibrated on them too.
 */
public final class OnnxModelPackager implements ModelPackager {
    /** Task of the drafts. */
    public static final String TASK = "keypoints";
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
        TrainingPlan plan = members.get(0).plan();
        Path best = members.get(0).best();
        var dataset = PreparedDataset.open(plan.dataset());
        FaceSet faces = dataset.faces(Side.VALIDATION, plan.validationFraction());
        var net = Dl4jNet.read(best);
        var export = new Export(net, plan, properties(plan, model, provenance), folder.resolve(ModelDraft.ONNX));
        FaceSet compared =
                faces.select(FaceSet.spread(faces.size(), COMPARED_FACES).toArray());
        Dl4jNet.Points points = net.points(compared, plan.recipe());
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
        Path checkpoint = Files.copy(best, folder.resolve(ModelDraft.DL4J));
        return new ModelDraft(
                model,
                TASK,
                new TreeMap<>(Map.of(ModelDraft.ONNX, export.file(), ModelDraft.DL4J, checkpoint)),
                KeypointGraph.signature(),
                metrics(spreads.keypoints(), faces, calibration),
                provenance);
    }

    private static Map<String, String> properties(TrainingPlan plan, ModelName model, Provenance provenance) {
        return Map.of(
                "model", model.value(),
                "network", plan.recipe().network(),
                "study", provenance.study(),
                "trial", String.valueOf(provenance.trial()));
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

    private record Export(Dl4jNet net, TrainingPlan plan, Map<String, String> properties, Path file) {
        /** Writes the graph, in the place of what was there, and loads it. */
        OnnxNet write(RadiusFactors factors) throws IOException {
            KeypointGraph.write(net.network(), plan.recipe(), factors, properties, file);
            return OnnxNet.open(Files.readAllBytes(file), plan.threads());
        }
    }
}
