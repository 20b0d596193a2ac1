package dev.fieldmark.jobs.sweep.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridSamplerTest implements SamplerContract {
    @Override
    public Sampler sampler(SearchSpace space, long seed) {
        return new GridSampler(space, 2);
    }

    @Test
    void theLastParameterOfTheSpecChangesFirst() {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("network", new Dimension.Choice(List.of("net6", "net7")));
        dimensions.put("dropout4", new Dimension.Uniform(0, 1));
        var sampler = new GridSampler(SearchSpace.of(dimensions), 3);
        assertThat(sampler.size()).hasValue(6);
        assertThat(IntStream.range(0, 6)
                        .mapToObj(trial -> sampler.propose(trial, List.of()))
                        .map(parameters -> parameters.get("network") + " " + parameters.get("dropout4")))
                .containsExactly("net6 0.0", "net6 0.5", "net6 1.0", "net7 0.0", "net7 0.5", "net7 1.0");
    }

    @Test
    void anEmptySpaceHasOnePoint() {
        var sampler = new GridSampler(SearchSpace.of(Map.of()), 2);
        assertThat(sampler.size()).hasValue(1);
        assertThat(sampler.propose(0, List.of())).isEmpty();
    }

    @Test
    void aParameterThatDoesNotExistMakesNoPoints() {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("momentum", new Dimension.Choice(List.of("0.8", "0.9")));
        dimensions.put("updater", new Dimension.Choice(List.of("adam", "nesterovs")));
        var space =
                new SearchSpace(dimensions, Map.of("momentum", new Condition(Map.of("updater", Set.of("nesterovs")))));
        var sampler = new GridSampler(space, 2);
        assertThat(IntStream.range(0, sampler.size().orElseThrow())
                        .mapToObj(trial -> sampler.propose(trial, List.of()).toString()))
                .containsExactly(
                        "{updater=adam}", "{momentum=0.8, updater=nesterovs}", "{momentum=0.9, updater=nesterovs}");
    }

    @Test
    void countsWhatConditionsNestedInEachOtherLeave() {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("a", new Dimension.IntRange(1, 3, 1));
        dimensions.put("b", new Dimension.Choice(List.of("x", "y")));
        dimensions.put("c", new Dimension.IntRange(1, 2, 1));
        dimensions.put("d", new Dimension.Choice(List.of("p", "q")));
        var space = new SearchSpace(
                dimensions,
                Map.of(
                        "b", new Condition(Map.of("a", Set.of("1", "3"))),
                        "c", new Condition(Map.of("b", Set.of("y"))),
                        "d", new Condition(Map.of("a", Set.of("2", "3"), "c", Set.of("2")))));
        var sampler = new GridSampler(space, 2);
        assertThat(IntStream.range(0, sampler.size().orElseThrow())
                        .mapToObj(trial -> String.join(
                                "", sampler.propose(trial, List.of()).values())))
                .containsExactly("1x", "1y1", "1y2", "2", "3x", "3y1", "3y2p", "3y2q");
        assertThatThrownBy(() -> sampler.propose(8, List.of())).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void findsTheLastOfAMillionPoints() {
        var dimensions = new LinkedHashMap<String, Dimension>();
        for (int digit = 5; digit >= 0; digit--) {
            dimensions.put("digit" + digit, new Dimension.IntRange(0, 9, 1));
        }
        var sampler = new GridSampler(SearchSpace.of(dimensions), 2);
        assertThat(sampler.size()).hasValue(1_000_000);
        var point = sampler.propose(987_654, List.of());
        assertThat(String.join("", point.values())).isEqualTo("456789");
    }

    @Test
    void refusesARangeThatNobodyCanList() {
        var all = new Dimension.IntRange(1, Integer.MAX_VALUE, 1);
        assertThatThrownBy(() -> new GridSampler(SearchSpace.of(Map.of("batch-size", all)), 2))
                .hasMessage("grid had more than 1000000 points but must have fewer");
    }

    @Test
    void refusesAGridThatNobodyCanSearch() {
        var many = new Dimension.IntRange(1, 2000, 1);
        assertThatThrownBy(() -> new GridSampler(SearchSpace.of(Map.of("filters1", many, "filters2", many)), 2))
                .hasMessage("grid had more than 1000000 points but must have fewer");
    }
}
