package dev.fieldmark.jobs.sweep.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolSamplerTest implements SamplerContract {
    private static final SearchSpace SQUARE;

    static {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("x", new Dimension.Uniform(0, 1));
        dimensions.put("y", new Dimension.Uniform(0, 1));
        SQUARE = SearchSpace.of(dimensions);
    }

    @Override
    public Sampler sampler(SearchSpace space, long seed) {
        return new SobolSampler(space, seed);
    }

    private static double value(Sampler sampler, int trial, String name) {
        return Double.parseDouble(sampler.propose(trial, List.of()).get(name));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 20260117})
    void eachOfTheFirst64PointsHasATileOfItsOwnHoweverTheSquareIsTiled(long seed) {
        var sampler = new SobolSampler(SQUARE, seed);
        for (int columns = 1; columns <= 64; columns *= 2) {
            int rows = 64 / columns;
            Set<Integer> tiles = new HashSet<>();
            for (int trial = 0; trial < 64; trial++) {
                int column = (int) (value(sampler, trial, "x") * columns);
                tiles.add(column * rows + (int) (value(sampler, trial, "y") * rows));
            }
            assertThat(tiles).as("%d columns", columns).hasSize(64);
        }
    }

    @Test
    void otherSeedsGiveOtherPoints() {
        assertThat(IntStream.range(0, 50)
                        .mapToDouble(seed -> value(new SobolSampler(SQUARE, seed), 0, "x"))
                        .distinct()
                        .toArray())
                .hasSize(50);
    }

    @Test
    void drawsThatStayTheSameInEveryRelease() {
        var sampler = new SobolSampler(SQUARE, 20260117);
        assertThat(IntStream.range(0, 3).mapToDouble(trial -> value(sampler, trial, "y")))
                .containsExactly(PINNED);
    }

    private static final Double[] PINNED = {0.8686904679036569, 0.3686904679036569, 0.6186904679036569};

    @Test
    void aParameterKeepsItsCoordinateWhetherOthersExistOrNot() {
        var dimensions = new LinkedHashMap<>(SQUARE.dimensions());
        dimensions.put("z", new Dimension.Choice(List.of("a", "b")));
        var always = new SobolSampler(SearchSpace.of(dimensions), 3);
        var sometimes =
                new SobolSampler(new SearchSpace(dimensions, Map.of("x", new Condition(Map.of("z", Set.of("a"))))), 3);
        for (int trial = 0; trial < 20; trial++) {
            var all = always.propose(trial, List.of());
            assertThat(all).containsAllEntriesOf(sometimes.propose(trial, List.of()));
            assertThat(sometimes.propose(trial, List.of()).containsKey("x")).isEqualTo("a".equals(all.get("z")));
        }
    }

    @Test
    void aSpaceWithoutChoiceHasAPointToo() {
        assertThat(new SobolSampler(SearchSpace.of(Map.of()), 1).propose(4, List.of()))
                .isEmpty();
    }
}
