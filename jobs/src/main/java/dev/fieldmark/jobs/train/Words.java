package dev.fieldmark.jobs.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The spec's words for the values of an enum: in lower case, with dashes. */
final class Words {
    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String oneOf(Enum<?>... values) {
        return Arrays.stream(values).map(Words::of).collect(Collectors.joining(" or "));
    }

    static <E extends Enum<E>> Optional<E> find(String word, E[] values) {
        return Arrays.stream(values).filter(value -> of(value).equals(word)).findFirst();
    }
}
