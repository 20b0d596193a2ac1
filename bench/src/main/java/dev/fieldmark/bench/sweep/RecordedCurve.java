package dev.fieldmark.bench.sweep;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a real net learned.
 *
 * @param parameters value by name
 * @param secondsPerEpoch CPU seconds of one thread, median over the epochs
 * @param validLosses of epoch 1, 2, ...; the last is NaN where the training diverged
 */
public record RecordedCurve(SortedMap<String, String> parameters, double secondsPerEpoch, List<Double> validLosses) {
    public RecordedCurve {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        validLosses = List.copyOf(validLosses);
        if (validLosses.isEmpty()) {
            throw new IllegalArgumentException("validLosses were 0 but must be >= 1");
        }
    }
}
