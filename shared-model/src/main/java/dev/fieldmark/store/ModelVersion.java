package dev.fieldmark.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A version of a model, counted from 1 by the store; its folder is {@code v000001}. */
public record ModelVersion(@JsonValue int number) implements Comparable<ModelVersion> {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern FOLDER = Pattern.compile("v(\\d{6,9})");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ModelVersion {
        if (number < 1) {
            throw new IllegalArgumentException("model version was " + number + " but must be >= 1");
        }
    }

    /** The version whose folder has this name, empty where the name is none of a version. */
    public static Optional<ModelVersion> ofFolder(String folder) {
        var matcher = FOLDER.matcher(folder);
        return matcher.matches() && Integer.parseInt(matcher.group(1)) > 0
                ? Optional.of(new ModelVersion(Integer.parseInt(matcher.group(1))))
                        .filter(version -> version.folder().equals(folder))
                : Optional.empty();
    }

    /** Whether this text is a version's number. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    public String folder() {
        return String.format(Locale.ROOT, "v%06d", number);
    }

    @Override
    public int compareTo(ModelVersion other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
