package dev.fieldmark.api.serve;

import dev.fieldmark.api.onnx.NetAnswer;
import dev.fieldmark.api.onnx.OnnxNet;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Identification;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.Signature;
import dev.fieldmark.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which species of a group a photo shows. */
public final class SpeciesModel implements ServedModel {
    /** As float32 sums of many probabilities go. */
    private static final double ROUNDING = 1e-3;

    private final ModelManifest manifest;
    private final FieldGuide guide;
    private final OnnxNet net;

    private SpeciesModel(ModelManifest manifest, FieldGuide guide, OnnxNet net) {
        this.manifest = manifest;
        this.guide = guide;
        this.net = net;
    }

    static SpeciesModel load(ModelLoader loader, ModelManifest manifest) {
        requirePhotos(manifest.signature());
        FieldGuide guide = guide(loader, manifest);
        return ModelLoader.proved(
                new SpeciesModel(manifest, guide, loader.net(manifest)), SpeciesModel::requireProbabilities);
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

    /** What is known of its species. */
    public FieldGuide guide() {
        return guide;
    }

    /**
     * A photo as the net sees it.
     *
     * @param bytes of a picture file
     * @throws PhotoException where it can't be read
     */
    public SquarePhoto decode(byte[] bytes, PhotoLimits limits) throws PhotoException {
        return SquarePhoto.decode(bytes, limits, sidePixels());
    }

    /**
     * What a photo shows.
     *
     * @param photo as {@link #decode} gives it
     * @param top how many candidates, >= 2
     */
    public Identification identify(SquarePhoto photo, int top) {
        byte[] samples = photo.rgb();
        float[] input = new float[samples.length];
        NetInput.write(samples, 0, input, 0, samples.length);
        NetAnswer answer = net.predict(input);
        return guide.identify(answer.values(), answer.score().orElseThrow(), top);
    }

    @Override
    public void close() {
        net.close();
    }

    private int sidePixels() {
        return manifest.signature().widthPixels();
    }

    private void requireProbabilities() {
        NetAnswer answer = net.predict(new float[SquarePhoto.samples(sidePixels())]);
        ModelLoader.requireFinite(answer.values());
        ModelLoader.requireFinite(answer.score().orElseThrow());
        double sum = 0;
        for (float probability : answer.values()) {
            if (probability < 0) {
                throw new StoreException(ModelDraft.ONNX + " answered a probability of " + probability
                        + " for a black picture but must answer 0 to 1");
            }
            sum += probability;
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new StoreException(ModelDraft.ONNX + " answered probabilities that add up to " + sum
                    + " for a black picture but must add up to 1");
        }
    }

    private static FieldGuide guide(ModelLoader loader, ModelManifest manifest) {
        if (!manifest.files().containsKey(FieldGuide.FILE)) {
            throw new StoreException("files were " + manifest.files().keySet() + " but must have " + FieldGuide.FILE);
        }
        FieldGuide guide = read(loader.read(manifest, FieldGuide.FILE));
        if (!guide.labels().equals(manifest.signature().labels())) {
            throw new StoreException(
                    FieldGuide.FILE + ": species were " + guide.labels() + " but must be the signature's labels "
                            + manifest.signature().labels());
        }
        Optional<String> group = manifest.model().group();
        if (!group.equals(Optional.of(guide.group()))) { // as when a spec was copied for another group
            throw new StoreException("model was " + manifest.model() + " but must be species-" + guide.group()
                    + ", as the group of its " + FieldGuide.FILE + " is " + guide.group());
        }
        return guide;
    }

    private static FieldGuide read(byte[] json) {
        try {
            return FieldGuide.read(json);
        } catch (IllegalArgumentException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requirePhotos(Signature signature) {
        if (signature.scoreOutput().isEmpty() || signature.radiusOutput().isPresent()) {
            throw new StoreException("signature must have a score and no radii, as a net for species has");
        }
        if (signature.channels() != SquarePhoto.CHANNELS || signature.heightPixels() != signature.widthPixels()) {
            throw new StoreException("input was " + signature.channels() + "x" + signature.heightPixels() + "x"
                    + signature.widthPixels() + " but must be " + SquarePhoto.CHANNELS + " and a square");
        }
    }
}
