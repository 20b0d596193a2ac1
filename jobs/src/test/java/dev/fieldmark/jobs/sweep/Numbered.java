package dev.fieldmark.jobs.sweep;

import dev.fieldmark.jobs.sweep.sample.Needs;
import dev.fieldmark.jobs.sweep.sample.Observation;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** A sampler for tests: one parameter, which follows from the trial's number. */
public record Numbered(String name, IntFunction<String> value) implements Sampler {
    @Override
    public Needs needs(int trial) {
        return new Needs.Nothing();
    }

    @Override
    public SortedMap<String, String> propose(int trial, List<Observation> lower) {
        return new TreeMap<>(Map.of(name, value.apply(trial)));
    }
}
