package dev.fieldmark.jobs.sweep;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One setting of the searched parameters.
 *
 * @param number from 0, in the order of proposal
 * @param parameters value by name, as text that reads back to the same value
 */
public record Trial(int number, SortedMap<String, String> parameters) {
    public Trial {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }
}
