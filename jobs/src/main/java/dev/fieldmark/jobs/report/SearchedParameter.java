package dev.fieldmark.jobs.report;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fieldmark.jobs.sweep.space.Dimension;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A parameter that is not always the same.
 *
 * @param values in the words of the spec
 * @param ends the lowest and the highest value; of categories, all
 */
public record SearchedParameter(String name, Scale scale, String values, List<String> ends) {
    /** How its values are laid out along an axis. */
    public enum Scale {
        LINEAR,
        LOG,
        WHOLE,
        CATEGORY;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static boolean isSearched(Dimension dimension) {
        return dimension.size().orElse(2) > 1;
    }

    static SearchedParameter of(Map.Entry<String, Dimension> entry) {
        Dimension dimension = entry.getValue();
        return new SearchedParameter(
                entry.getKey(),
                scale(dimension),
                dimension.toString(),
                List.copyOf(dimension.ends().values()));
    }

    private static Scale scale(Dimension dimension) {
        if (dimension instanceof Dimension.Uniform) {
            return Scale.LINEAR;
        }
        if (dimension instanceof Dimension.LogUniform) {
            return Scale.LOG;
        }
        return dimension instanceof Dimension.IntRange ? Scale.WHOLE : Scale.CATEGORY;
    }
}
