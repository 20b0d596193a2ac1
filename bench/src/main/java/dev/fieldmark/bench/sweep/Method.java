package dev.fieldmark.bench.sweep;

import dev.fieldmark.jobs.sweep.prune.Asha;
import dev.fieldmark.jobs.sweep.prune.Hyperband;
import dev.fieldmark.jobs.sweep.prune.Median;
import dev.fieldmark.jobs.sweep.prune.NoPruner;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import dev.fieldmark.jobs.sweep.sample.CmaEsSampler;
import dev.fieldmark.jobs.sweep.sample.RandomSampler;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import dev.fieldmark.jobs.sweep.sample.SobolSampler;
import dev.fieldmark.jobs.sweep.sample.TpeSampler;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.function.IntFunction;

/**
 * A way to search.
 *
 * @param sampler of a space and a seed
 * @param pruner of a trial's epochs
 */
public record Method(String name, Drawing sampler, IntFunction<Pruner> pruner) {
    static final Method RANDOM = new Method("random", RandomSampler::new, epochs -> new NoPruner());
    static final Method SOBOL = new Method("sobol", SobolSampler::new, epochs -> new NoPruner());
    static final Method CMA_ES = new Method(
            "cma-es",
            (space, seed) -> new CmaEsSampler(space, seed, CmaEsSampler.defaultPopulation(space)),
            epochs -> new NoPruner());

    /** Makes a sampler. */
    public interface Drawing {
        Sampler of(SearchSpace space, long seed);
    }

    /** TPE with the spec's defaults but for the trials in flight. */
    static Method tpe(int inFlight) {
        return new Method(
                "tpe, " + inFlight + " in flight",
                (space, seed) -> new TpeSampler(space, seed, inFlight, 10, 24),
                epochs -> new NoPruner());
    }

    /** @param minEpochs the first rung */
    Method withAsha(int minEpochs) {
        return new Method(name + " + asha from " + minEpochs, sampler, epochs -> new Asha(minEpochs, 3, epochs));
    }

    Method withHyperband() {
        return new Method(name + " + hyperband", sampler, epochs -> new Hyperband(1, 3, epochs));
    }

    Method withMedian() {
        return new Method(name + " + median", sampler, epochs -> new Median(1, 1, 5, epochs));
    }

    /** Plays it on one slot or more, until this loss is reached. */
    Simulation play(Learner learner, long seed, int trials, int slots, double goal) {
        return SimulatedSweep.play(
                learner, sampler.of(learner.space(), seed), pruner.apply(learner.maxEpochs()), trials, slots, goal);
    }
}
