package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.ModelPackager;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.store.ModelStore;
import java.util.List;

/** The sweep of {@link FakeParts}, which was given a larger budget later. */
record GrowingParts(FakeParts small, int trials, int maxEpochs) implements SweepParts {
    @Override
    public SweepSpec spec() {
        SweepSpec spec = small.spec();
        return new SweepSpec(
                spec.study(),
                spec.yaml(),
                spec.data(),
                spec.rows(),
                spec.network(),
                spec.seed(),
                spec.validationFraction(),
                spec.space(),
                spec.sampler(),
                spec.pruner(),
                trials,
                maxEpochs,
                List.of(spec.maxEpochs()),
                spec.maxDuration(),
                spec.patience(),
                spec.threads(),
                spec.warmStart(),
                spec.publish());
    }

    @Override
    public TrainingEngine engine() {
        return small.engine();
    }

    @Override
    public ModelPackager packager() {
        return small.packager();
    }

    @Override
    public ModelStore store() {
        return small.store();
    }
}
