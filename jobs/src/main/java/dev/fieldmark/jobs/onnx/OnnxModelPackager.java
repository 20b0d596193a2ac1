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
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Packs keypoint nets: graph and checkpoint, and the errors of the graph, as ONNX Runtime answers, on the validation
 * rows of the plan's dataset.
 */
public final class OnnxModelPackager implements ModelPackager {
    /** Task of the drafts. */
    public static final String TASK = "keypoints";
    /** Root of the mean squared error over every labelled coordinate of the validation rows, in pixels of 96. */
    public static final String RMSE_PIXELS = "rmse-pixels";
    /**
     * Mean squared error over the complete validation rows, in network units: the validation loss that training saw.
     */
    public static final String VALID_MSE = "valid-mse";
    /** Validation rows. */
    public static final String ROWS = "rows";

    private static final int COMPARED_FACES = 64;

    @Override
    public ModelDraft pack(TrainingPlan plan, Path best, ModelName model, Provenance provenance, Path folder)
            throws IOException, ParityException {
        FaceSet faces = PreparedDataset.open(plan.dataset()).faces(Side.VALIDATION, plan.validationFraction());
        var net = Dl4jNet.read(best);
        Path onnx = folder.resolve(ModelDraft.ONNX);
        KeypointGraph.write(net.network(), plan.recipe(), properties(plan, model, provenance), onnx);
        SortedMap<String, Double> metrics;
        try (var graph = OnnxNet.open(Files.readAllBytes(onnx), plan.threads())) {
            FaceSet compared = evenly(faces);
            ParityCheck.check(graph, compared, net.units(compared, plan.recipe()));
            metrics = metrics(graph, faces);
        }
        Path checkpoint = Files.copy(best, folder.resolve(ModelDraft.DL4J));
        return new ModelDraft(
                model,
                TASK,
                new TreeMap<>(Map.of(ModelDraft.ONNX, onnx, ModelDraft.DL4J, checkpoint)),
                KeypointGraph.signature(),
                metrics,
                provenance);
    }

    private static Map<String, String> properties(TrainingPlan plan, ModelName model, Provenance provenance) {
        return Map.of(
                "model", model.value(),
                "network", plan.recipe().network(),
                "study", provenance.study(),
                "trial", String.valueOf(provenance.trial()));
    }

    /** Faces spread evenly over the set, all where there are few. */
    private static FaceSet evenly(FaceSet faces) {
        int count = Math.min(COMPARED_FACES, faces.size());
        return faces.select(IntStream.range(0, count)
                .map(i -> (int) ((long) i * faces.size() / count))
                .toArray());
    }

    private static SortedMap<String, Double> metrics(OnnxNet graph, FaceSet faces) {
        var metrics = new TreeMap<String, Double>();
        metrics.put(ROWS, (double) faces.size());
        rmsePixels(graph, faces).ifPresent(rmse -> metrics.put(RMSE_PIXELS, rmse));
        rmsePixels(graph, faces.complete())
                .ifPresent(rmse -> metrics.put(VALID_MSE, Math.pow(rmse / PIXELS_PER_UNIT, 2)));
        return metrics;
    }

    private static OptionalDouble rmsePixels(OnnxNet graph, FaceSet faces) {
        return KeypointErrors.of(graph.keypoints(faces), faces.targets()).rmsePixels();
    }
}
