package dev.fieldmark.api.serve;

import dev.fieldmark.api.onnx.DetectorNet;
import dev.fieldmark.api.onnx.GraphException;
import dev.fieldmark.api.onnx.NativeMemory;
import dev.fieldmark.api.onnx.OnnxNet;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Loads versions of a store, whatever their task.
 *
 * @param threads of one run of a net
 * @param listener is told of every run
 */
record ModelLoader(ModelStore store, int threads, ServingListener listener) {
    /**
     * Loads a version, its sha256 checked, and warms it up.
     *
     * @throws RefusedVersionException where a file is not what the manifest says, breaks a rule of the task, or the graph
     *     is not what the signature says
     */
    ServedModel load(ModelName name, ModelVersion version) throws RefusedVersionException {
        try {
            return load(store.manifest(name, version));
        } catch (StoreException | GraphException e) {
            throw new RefusedVersionException(version, e);
        }
    }

    private ServedModel load(ModelManifest manifest) {
        return switch (manifest.task()) {
            case ModelManifest.KEYPOINTS -> KeypointModel.load(this, manifest);
            case ModelManifest.SPECIES -> SpeciesModel.load(this, manifest);
            case ModelManifest.DETECTOR -> DetectorModel.load(this, manifest);
            default ->
                throw new StoreException("task was '" + manifest.task() + "' but must be '" + ModelManifest.KEYPOINTS
                        + "', '" + ModelManifest.SPECIES + "' or '" + ModelManifest.DETECTOR + "'");
        };
    }

    byte[] read(ModelManifest manifest, String file) {
        return store.read(manifest.model(), manifest.version(), file);
    }

    OnnxNet net(ModelManifest manifest) {
        var told = new Told(listener, manifest.model(), manifest.version());
        return opened(manifest, graph -> OnnxNet.open(graph, manifest.signature(), threads, told));
    }

    DetectorNet detectorNet(ModelManifest manifest) {
        return opened(manifest, graph -> DetectorNet.open(graph, manifest.signature(), threads));
    }

    /** The graph goes past Java's heap, which would keep its room, and in a native executable ONNX Runtime a copy for good. */
    private <N> N opened(ModelManifest manifest, Function<ByteBuffer, N> open) {
        try (var memory = new NativeMemory()) {
            return open.apply(store.read(manifest.model(), manifest.version(), ModelDraft.ONNX, memory::take));
        }
    }

    private record Told(ServingListener listener, ModelName model, ModelVersion version) implements OnnxNet.Runs {
        @Override
        public void ran(int pictures, Duration duration) {
            listener.answered(model, version, pictures, duration);
        }

        @Override
        public void asked(Duration duration) {
            listener.asked(model, version, duration);
        }

        @Override
        public void opened() {
            listener.opened(model, version);
        }

        @Override
        public void closed() {
            listener.closed(model, version);
        }
    }

    /** The model, once it has answered; one that can't is closed. */
    static <M extends ServedModel> M proved(M model, Consumer<M> firstQuestion) {
        try {
            firstQuestion.accept(model);
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    static void requireFinite(float... numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw new StoreException(
                        ModelDraft.ONNX + " answered " + number + " for a black picture but must answer a number");
            }
        }
    }
}
