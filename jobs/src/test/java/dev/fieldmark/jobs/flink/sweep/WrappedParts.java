package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.ModelPackager;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.store.ModelStore;

/** Other parts, of which a test changes some. */
interface WrappedParts extends SweepParts {
    SweepParts real();

    @Override
    default SweepSpec spec() {
        return real().spec();
    }

    @Override
    default TrainingEngine engine() {
        return real().engine();
    }

    @Override
    default ModelPackager packager() {
        return real().packager();
    }

    @Override
    default ModelStore store() {
        return real().store();
    }
}
