package dev.fieldmark.jobs.sweep.sample;

import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.List;
import java.util.SortedMap;

/**
 * Draws each parameter on its own. A draw follows from the seed, the trial's number and the parameter's name alone, so
 * that one more parameter in the space leaves the draws of the others as they were.
 */
public record RandomSampler(SearchSpace space, long seed) implements Sampler {
    @Override
    public Needs needs(int trial) {
        return new Needs.Nothing();
    }

    @Override
    public SortedMap<String, String> propose(int trial, List<Observation> lower) {
        return space.point(name -> Draws.unit(seed, trial, name));
    }

    @Override
    public String toString() {
        return "random";
    }
}
