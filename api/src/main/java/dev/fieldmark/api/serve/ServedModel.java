package dev.fieldmark.api.serve;

import dev.fieldmark.api.onnx.NetAnswer;
import dev.fieldmark.api.onnx.OnnxNet;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointEstimate;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Signature;
import dev.fieldmark.store.StoreException;
import java.util.List;

/** A version that is loaded and has answered once. */
public final class ServedModel implements AutoCloseable {
    private static final String KEYPOINTS = "keypoints";

    private final ModelManifest manifest;
    private final OnnxNet net;

    private ServedModel(ModelManifest manifest, OnnxNet net) {
        this.manifest = manifest;
        this.net = net;
    }

    /**
     * Loads a version, its sha256 checked, and warms it up.
     *
     * @throws StoreException where a file is not what the manifest says, or the model is none of faces
     * @throws dev.fieldmark.api.onnx.GraphException where the graph is not what the signature says
     */
    static ServedModel load(ModelStore store, ModelName name, ModelVersion version, int threads) {
        ModelManifest manifest = store.manifest(name, version);
        requireKeypoints(manifest);
        byte[] graph = store.read(name, version, ModelDraft.ONNX);
        var model = new ServedModel(manifest, OnnxNet.open(graph, manifest.signature(), threads));
        try {
            model.requireFiniteAnswer();
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    public ModelName name() {
        return manifest.model();
    }

    public ModelVersion version() {
        return manifest.version();
    }

    /** The keypoints of a face, in pixels of its photo. */
    public List<KeypointEstimate> keypoints(Photo photo) {
        NetAnswer answer = net.predict(photo.toNetInput());
        return answer.radii90()
                .map(radii -> photo.keypoints(answer.points(), radii))
                .orElseGet(() -> photo.keypoints(answer.points()));
    }

    @Override
    public void close() {
        net.close();
    }

    private void requireFiniteAnswer() {
        NetAnswer answer = net.predict(new float[NetInput.PIXELS]);
        requireFinite(answer.points());
        answer.radii90().ifPresent(ServedModel::requireFinite);
    }

    private static void requireFinite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw new StoreException(
                        ModelDraft.ONNX + " answered " + number + " for a black picture but must answer a number");
            }
        }
    }

    private static void requireKeypoints(ModelManifest manifest) {
        if (!manifest.task().equals(KEYPOINTS)) {
            throw new StoreException("task was '" + manifest.task() + "' but must be '" + KEYPOINTS + "'");
        }
        Signature signature = manifest.signature();
        List<String> labels = Keypoint.all().stream().map(Keypoint::label).toList();
        if (!signature.labels().equals(labels)) {
            throw new StoreException("labels were " + signature.labels() + " but must be " + labels);
        }
        if (signature.channels() != 1
                || signature.heightPixels() != NetInput.SIDE
                || signature.widthPixels() != NetInput.SIDE) {
            throw new StoreException("input was " + signature.channels() + "x" + signature.heightPixels() + "x"
                    + signature.widthPixels() + " but must be 1x" + NetInput.SIDE + "x" + NetInput.SIDE);
        }
    }
}
