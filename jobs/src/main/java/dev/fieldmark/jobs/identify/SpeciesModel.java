package dev.fieldmark.jobs.identify;

import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Identification;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.onnx.OnnxNetException;
import dev.fieldmark.jobs.onnx.SpeciesNet;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import java.util.List;

/** A version that identifies species, loaded. Not for several threads: it may be closed after any answer. */
public final class SpeciesModel implements AutoCloseable {
    private static final int CANDIDATES = 2;

    private final ModelManifest manifest;
    private final FieldGuide guide;
    private final SpeciesNet net;

    private SpeciesModel(ModelManifest manifest, FieldGuide guide, SpeciesNet net) {
        this.manifest = manifest;
        this.guide = guide;
        this.net = net;
    }

    /**
     * Loads a version and asks it once.
     *
     * @param threads that answer one photo, >= 1
     * @throws StoreException where it can't answer, and why
     */
    public static SpeciesModel open(ModelStore store, ModelName model, ModelVersion version, int threads) {
        String name = model + "@" + version;
        ModelManifest manifest = store.manifest(model, version);
        if (!manifest.task().equals(ModelManifest.SPECIES)) {
            throw new StoreException(name + ": task was " + manifest.task() + " but must be " + ModelManifest.SPECIES);
        }
        try {
            FieldGuide guide = FieldGuide.read(store.read(model, version, FieldGuide.FILE));
            if (!guide.labels().equals(manifest.signature().labels())) {
                throw new StoreException(name + ": " + FieldGuide.FILE + " has the species " + guide.labels()
                        + " but must have the signature's "
                        + manifest.signature().labels());
            }
            SpeciesNet net =
                    SpeciesNet.open(store.read(model, version, ModelDraft.ONNX), manifest.signature(), threads);
            var opened = new SpeciesModel(manifest, guide, net);
            opened.askOnce();
            return opened;
        } catch (OnnxNetException | IllegalArgumentException e) {
            throw new StoreException(name + ": " + e.getMessage(), e);
        }
    }

    private void askOnce() {
        try {
            identify(new SquarePhoto(sidePixels(), new byte[SquarePhoto.samples(sidePixels())]));
        } catch (OnnxNetException | IllegalArgumentException e) {
            close();
            throw e;
        }
    }

    ModelName name() {
        return manifest.model();
    }

    /** Of the model. */
    public ModelVersion version() {
        return manifest.version();
    }

    String group() {
        return guide.group();
    }

    /** The side of the square photos that it takes. */
    public int sidePixels() {
        return net.sidePixels();
    }

    /**
     * What a photo shows.
     *
     * @throws OnnxNetException where the net fails
     * @throws IllegalArgumentException where its numbers are no answer
     */
    public Identification identify(SquarePhoto photo) {
        SpeciesNet.Answers answers = net.answers(List.of(photo.rgb()));
        return guide.identify(answers.probabilities()[0], answers.scores()[0], CANDIDATES);
    }

    @Override
    public void close() {
        net.close();
    }

    @Override
    public String toString() {
        return name() + "@" + version();
    }
}
