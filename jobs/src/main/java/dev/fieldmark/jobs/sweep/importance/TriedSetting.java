package dev.fieldmark.jobs.sweep.importance;

import java.util.Map;

/**
 * What came of one setting of the parameters.
 *
 * @param parameters value by name; a conditional parameter may be absent
 * @param loss the lowest that was reached; infinite for a setting that failed
 */
public record TriedSetting(Map<String, String> parameters, double loss) {
    public TriedSetting {
        parameters = Map.copyOf(parameters);
        if (Double.isNaN(loss)) {
            throw new IllegalArgumentException("loss was NaN but must be a number, infinite for what failed");
        }
    }
}
