package dev.fieldmark.jobs.report;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A parameter that is not always the same.
 *
 * @param values in the words of the spec
 * @param ends the lowest and the highest value; of categories, all
 * @param when it exists, in words; empty for always
 */
public record SearchedParameter(String name, Scale scale, String values, List<String> ends, String when) {
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

    /** In the order of the spec. */
    static List<SearchedParameter> of(SearchSpace space) {
        return space.dimensions().entrySet().stream()
                .filter(entry -> entry.getValue().size().orElse(2) > 1)
                .map(entry -> of(entry.getKey(), entry.getValue(), space.condition(entry.getKey())))
                .toList();
    }

    /** The one that tells specialists apart; none where there are none. */
    static Stream<SearchedParameter> ofSpecialists(Collection<String> names) {
        List<String> all = List.copyOf(names);
        return all.isEmpty()
                ? Stream.empty()
                : Stream.of(new SearchedParameter(
                        TrialRow.SPECIALIST, Scale.CATEGORY, new Dimension.Choice(all).toString(), all, ""));
    }

    private static SearchedParameter of(String name, Dimension dimension, Condition when) {
        return new SearchedParameter(
                name,
                scale(dimension),
                dimension.toString(),
                List.copyOf(dimension.ends().values()),
                when.toString());
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
