package dev.fieldmark.jobs.spec;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the text of a value may be.
 *
 * @param words the rule, for the message
 * @param read empty where the text breaks the rule
 */
record ValueRule<T>(String words, Function<String, Optional<T>> read) {
    private static final Pattern NUMBER_FORM = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    static final ValueRule<String> TEXT = new ValueRule<>("a value", Optional::of);
    static final ValueRule<Double> NUMBER = new ValueRule<>("a number", ValueRule::number);
    static final ValueRule<Double> SHARE =
            new ValueRule<>("a number > 0 and < 1", text -> number(text).filter(share -> share > 0 && share < 1));
    static final ValueRule<Integer> WHOLE = new ValueRule<>("a whole number", text -> whole(text, Integer::valueOf));
    static final ValueRule<Long> LONG = new ValueRule<>("a whole number", text -> whole(text, Long::valueOf));
    static final ValueRule<Integer> COUNT = new ValueRule<>(
            "a whole number >= 1", text -> whole(text, Integer::valueOf).filter(count -> count >= 1));
    static final ValueRule<Duration> DURATION =
            new ValueRule<>("a duration > 0 such as PT6H or PT30M", ValueRule::duration);

    /** One of these words. */
    static ValueRule<String> oneOf(Collection<String> known) {
        String words = switch (known.size()) {
            case 1, 2 -> String.join(" or ", known);
            default -> "one of " + String.join(", ", known);
        };
        return new ValueRule<>(words, text -> Optional.of(text).filter(known::contains));
    }

    /** What this pattern matches. */
    static ValueRule<String> matching(Pattern form, String words) {
        return new ValueRule<>(words, text -> Optional.of(text).filter(form.asMatchPredicate()));
    }

    private static Optional<Double> number(String text) {
        return NUMBER_FORM.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    private static <N> Optional<N> whole(String text, Function<String, N> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(length -> !length.isNegative() && !length.isZero());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
