package dev.fieldmark.jobs.train;

import java.util.function.DoublePredicate;

/** What a number of a recipe must be: one place for the check and for the words that the user reads. */
enum Rule {
    POSITIVE("a number > 0", value -> value > 0),
    NOT_NEGATIVE("a number >= 0", value -> value >= 0),
    DEGREES("a number of degrees >= 0 and <= 180", value -> value >= 0 && value <= 180),
    PIXELS("a number of pixels >= 0 and <= 48", value -> value >= 0 && value <= 48),
    SHARE("a number >= 0 and < 1", value -> value >= 0 && value < 1),
    /** With both ends. */
    FRACTION("a number >= 0 and <= 1", value -> value >= 0 && value <= 1),
    PART("a number > 0 and <= 1", value -> value > 0 && value <= 1),
    COUNT("a whole number >= 1", value -> value >= 1 && value == Math.rint(value)),
    COUNT_OR_NONE("a whole number >= 0", value -> value >= 0 && value == Math.rint(value));

    private final String words;
    private final DoublePredicate holds;

    Rule(String words, DoublePredicate holds) {
        this.words = words;
        this.holds = holds;
    }

    String words() {
        return words;
    }

    void check(String name, Number value) {
        if (!Double.isFinite(value.doubleValue()) || !holds.test(value.doubleValue())) {
            throw broken(name, value, words);
        }
    }

    static IllegalArgumentException broken(String name, Object value, String rule) {
        return new IllegalArgumentException(name + " was " + value + " but must be " + rule);
    }
}
