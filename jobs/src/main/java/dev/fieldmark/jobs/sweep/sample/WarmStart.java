package dev.fieldmark.jobs.sweep.sample;

import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * A sampler whose first trials are given: the best of an earlier study, to be trained again.
 *
 * @param first parameters of trial 0, 1, ...
 * @param rest draws all others; where it learns from any point, it hears of the first ones too
 */
public record WarmStart(List<SortedMap<String, String>> first, Sampler rest) implements Sampler {
    public WarmStart {
        first = List.copyOf(first);
    }

    @Override
    public Needs needs(int trial) {
        if (trial < first.size()) {
            return new Needs.Nothing();
        }
        Needs needs = rest.needs(trial - first.size());
        return needs instanceof Needs.EndOfFirst own ? new Needs.EndOfFirst(first.size() + own.trials()) : needs;
    }

    @Override
    public SortedMap<String, String> propose(int trial, List<Observation> lower) {
        if (trial < first.size()) {
            return first.get(trial);
        }
        int own = trial - first.size();
        boolean learnsFromItsOwn = rest.needs(own) instanceof Needs.EndOfFirst;
        return rest.propose(own, learnsFromItsOwn ? lower.subList(first.size(), lower.size()) : lower);
    }

    @Override
    public OptionalInt size() {
        OptionalInt others = rest.size();
        return others.isPresent() ? OptionalInt.of(first.size() + others.getAsInt()) : others;
    }

    @Override
    public String toString() {
        return first.size() + " of an earlier study, then " + rest;
    }
}
