package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.spec.SweepSpec;
import java.util.List;

/** The sweep of {@link FakeParts}, which was given a larger budget later. */
record GrowingParts(FakeParts real, int trials, int maxEpochs) implements WrappedParts {
    @Override
    public SweepSpec spec() {
        SweepSpec spec = real.spec();
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
                spec.init(),
                spec.publish());
    }
}
