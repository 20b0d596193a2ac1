package dev.fieldmark.jobs.sweep.sample;

import java.util.Optional;
import java.util.SortedMap;

/** Proposes parameters. A function of the seed and the trial's number alone: the same at any parallelism. */
public interface Sampler {
    /** Parameters of the trial with this number, from 0; empty where the space has no further point (grid). */
    Optional<SortedMap<String, String>> propose(int trial);
}
