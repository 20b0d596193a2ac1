package dev.fieldmark.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** A model's name and folder: lower-case letters, digits, dots and dashes, starting with a letter; at most 64. */
public record ModelName(@JsonValue String value) implements Comparable<ModelName> {
    private static final String OF_GROUPS = "species-";
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9.-]{0,63}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ModelName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("model name was '" + value + "' but must match " + FORM);
        }
    }

    /** Whether this could be a model's name. */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /** The model of a group of species: {@code species-butterflies} of {@code butterflies}. */
    public static ModelName ofGroup(String group) {
        return new ModelName(OF_GROUPS + group);
    }

    /** The group of species whose model has this name; empty where it is none of a group. */
    public Optional<String> group() {
        return value.startsWith(OF_GROUPS) ? Optional.of(value.substring(OF_GROUPS.length())) : Optional.empty();
    }

    @Override
    public int compareTo(ModelName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
