package dev.fieldmark.jobs.sweep.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep searches.
 *
 * @param dimensions by the parameter's name, in the order of the spec
 */
public record SearchSpace(Map<String, Dimension> dimensions) {
    public SearchSpace {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    }

    /** The parameters that are not always the same, in the order of the spec. */
    public List<String> searched() {
        return dimensions.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Dimension.Fixed))
                .map(Map.Entry::getKey)
                .toList();
    }
}
