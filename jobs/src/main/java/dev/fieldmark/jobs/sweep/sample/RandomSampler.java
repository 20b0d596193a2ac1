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
        return space.point(name -> unit(trial, name));
    }

    private double unit(int trial, String name) {
        long bits = mix(mix(mix(seed) + trial) + name.hashCode());
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** One step of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input changes half of the output's. */
    private static long mix(long state) {
        long z = state + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    @Override
    public String toString() {
        return "random";
    }
}
