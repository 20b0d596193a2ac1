package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.spec.Search;
import dev.fieldmark.jobs.spec.SweepSpec;
import java.util.List;

/** The sweep of {@link FakeParts}, which was given a larger budget later. */
record GrowingParts(FakeParts real, int trials, int maxEpochs) implements WrappedParts {
    @Override
    public SweepSpec spec() {
        SweepSpec spec = real.spec();
        Search search = spec.search(0);
        var grown = new Search(
                search.subject(),
                search.specialist(),
                search.points(),
                search.rows(),
                search.network(),
                search.seed(),
                search.space(),
                search.sampler(),
                search.pruner(),
                trials,
                maxEpochs,
                List.of(search.maxEpochs()),
                search.maxDuration(),
                search.patience());
        return new SweepSpec(
                spec.study(),
                spec.yaml(),
                spec.data(),
                spec.validationFraction(),
                spec.threads(),
                List.of(grown),
                spec.warmStart(),
                spec.init(),
                spec.publish());
    }
}
