package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.ModelPackager;
import dev.fieldmark.jobs.onnx.OnnxModelPackager;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The parts of a real sweep.
 *
 * @param file name of the spec, for messages
 * @param yaml the spec's text
 * @param storeFolder of the model store
 */
public record SpecParts(String file, String yaml, String storeFolder) implements SweepParts {
    /** Reads and checks the spec. */
    public static SpecParts of(Path spec, Path store) throws IOException {
        return new SpecParts(
                String.valueOf(spec.getFileName()),
                SweepSpecReader.read(spec).yaml(),
                store.toAbsolutePath().toString());
    }

    @Override
    public SweepSpec spec() {
        return SweepSpecReader.read(file, yaml);
    }

    @Override
    public TrainingEngine engine() {
        return new Dl4jEngine();
    }

    @Override
    public ModelPackager packager() {
        return new OnnxModelPackager();
    }

    @Override
    public ModelStore store() {
        return DirectoryModelStore.open(Path.of(storeFolder));
    }
}
