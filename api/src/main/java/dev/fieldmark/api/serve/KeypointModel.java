package dev.fieldmark.api.serve;

import dev.fieldmark.api.onnx.NetAnswer;
import dev.fieldmark.api.onnx.OnnxNet;
import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointEstimate;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.Signature;
import dev.fieldmark.store.StoreException;
import java.util.List;
import java.util.Map;

/** Says where the points of a face are. */
public final class KeypointModel implements ServedModel {
    private final ModelManifest manifest;
    private final OnnxNet net;

    private KeypointModel(ModelManifest manifest, OnnxNet net) {
        this.manifest = manifest;
        this.net = net;
    }

    static KeypointModel load(ModelLoader loader, ModelManifest manifest) {
        requireFaces(manifest.signature());
        return ModelLoader.proved(
                new KeypointModel(manifest, loader.net(manifest)), KeypointModel::requireFiniteAnswer);
    }

    @Override
    public ModelManifest manifest() {
        return manifest;
    }

    @Override
    public List<Map<String, float[]>> infer(List<float[]> pictures) {
        return pictures.stream()
                .map(picture -> net.predict(picture).byOutput(signature()))
                .toList();
    }

    /** The keypoints of a photo that is a face, in its pixels. */
    public List<KeypointEstimate> keypoints(Photo photo) {
        return keypoints(photo, photo.whole());
    }

    /** The keypoints of a face in a photo, in pixels of the photo. */
    public List<KeypointEstimate> keypoints(Photo photo, FaceBox face) {
        NetAnswer answer = net.predict(photo.toNetInput(face));
        return answer.radii90()
                .map(radii -> photo.keypoints(face, answer.values(), radii))
                .orElseGet(() -> photo.keypoints(face, answer.values()));
    }

    @Override
    public void close() {
        net.close();
    }

    private void requireFiniteAnswer() {
        NetAnswer answer = net.predict(new float[NetInput.PIXELS]);
        ModelLoader.requireFinite(answer.values());
        answer.radii90().ifPresent(ModelLoader::requireFinite);
    }

    private static void requireFaces(Signature signature) {
        List<String> labels = Keypoint.all().stream().map(Keypoint::label).toList();
        if (!signature.labels().equals(labels)) {
            throw new StoreException("labels were " + signature.labels() + " but must be " + labels);
        }
        if (signature.scoreOutput().isPresent()) {
            throw new StoreException("signature has a score but must have none: that is of species");
        }
        if (signature.channels() != 1
                || signature.heightPixels() != NetInput.SIDE
                || signature.widthPixels() != NetInput.SIDE) {
            throw new StoreException("input was " + signature.channels() + "x" + signature.heightPixels() + "x"
                    + signature.widthPixels() + " but must be 1x" + NetInput.SIDE + "x" + NetInput.SIDE);
        }
    }
}
