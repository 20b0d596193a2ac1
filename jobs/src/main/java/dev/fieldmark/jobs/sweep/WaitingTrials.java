package dev.fieldmark.jobs.sweep;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Trials that wait at a rung for their answer. Of each it is remembered up to where all is known that it waits for: a report
 * then costs a look at the trials that wait, not at those with lower numbers of each of them.
 */
final class WaitingTrials {
    private final NavigableMap<Integer, Integer> knownBelow = new TreeMap<>();

    void add(int trial) {
        knownBelow.put(trial, 0);
    }

    void remove(int trial) {
        knownBelow.remove(trial);
    }

    /** A trial that was over goes on: what was known of it may be to come. */
    void lookAgain() {
        knownBelow.replaceAll((trial, known) -> 0);
    }

    /** By number. */
    List<Integer> numbers() {
        return List.copyOf(knownBelow.keySet());
    }

    /** Whether all lower trials are known; one that is known once stays so until {@link #lookAgain}. */
    boolean isDue(int trial, IntPredicate known) {
        int lower = knownBelow.getOrDefault(trial, 0);
        while (lower < trial && known.test(lower)) {
            lower++;
        }
        knownBelow.put(trial, lower);
        return lower == trial;
    }
}
