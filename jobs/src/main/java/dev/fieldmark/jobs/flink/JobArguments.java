package dev.fieldmark.jobs.flink;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The arguments of a job that is submitted to a cluster: options, each with a value.
 *
 * @param usage what may be given, for messages
 */
record JobArguments(Map<String, String> values, String usage) {
    JobArguments {
        values = Map.copyOf(values);
    }

    /** @throws IllegalArgumentException where an argument is none of the options, or has no value */
    static JobArguments of(String[] arguments, List<String> options, String usage) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!options.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "'" + arguments[i] + "' is unknown or has no value; usage: " + usage);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        return new JobArguments(values, usage);
    }

    /** @throws IllegalArgumentException where it was not given */
    String required(String option) {
        return optional(option)
                .orElseThrow(() -> new IllegalArgumentException(option + " is missing; usage: " + usage));
    }

    Optional<String> optional(String option) {
        return Optional.ofNullable(values.get(option));
    }
}
