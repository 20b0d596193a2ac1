package dev.fieldmark.jobs.sweep.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSamplerTest implements SamplerContract {
    private static final Dimension UNIT = new Dimension.Uniform(0, 1);

    @Override
    public Sampler sampler(SearchSpace space, long seed) {
        return new RandomSampler(space, seed);
    }

    private static double[] draws(long seed, String name, int count) {
        var sampler = new RandomSampler(SearchSpace.of(Map.of(name, UNIT)), seed);
        return IntStream.range(0, count)
                .mapToDouble(trial ->
                        Double.parseDouble(sampler.propose(trial, List.of()).get(name)))
                .toArray();
    }

    @Test
    void drawsThatStayTheSameInEveryRelease() {
        assertThat(draws(20260117, "learning-rate", 3))
                .containsExactly(0.11704132286023128, 0.7998490947046203, 0.6732549235121436);
    }

    @Test
    void drawsAreSpreadEvenly() {
        int[] counts = new int[10];
        for (double draw : draws(1, "dropout4", 10_000)) {
            counts[(int) (draw * 10)]++;
        }
        assertThat(counts)
                .satisfies(
                        all -> assertThat(IntStream.of(all).min().orElseThrow()).isGreaterThan(900));
        assertThat(IntStream.of(counts).max().orElseThrow()).isLessThan(1100);
    }

    @Test
    void neighbouringSeedsTrialsAndNamesAreUnrelated() {
        assertThat(correlation(draws(1, "a", 2000), draws(2, "a", 2000))).isBetween(-0.07, 0.07);
        assertThat(correlation(draws(1, "a", 2000), draws(1, "b", 2000))).isBetween(-0.07, 0.07);
        double[] draws = draws(1, "a", 2001);
        assertThat(correlation(java.util.Arrays.copyOf(draws, 2000), java.util.Arrays.copyOfRange(draws, 1, 2001)))
                .isBetween(-0.07, 0.07);
    }

    private static double correlation(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (left[i] - 0.5) * (right[i] - 0.5);
        }
        return 12 * sum / left.length;
    }

    @Test
    void oneMoreParameterLeavesTheOthersAsTheyWere() {
        var alone = new RandomSampler(SearchSpace.of(Map.of("momentum", UNIT)), 5);
        var together = new RandomSampler(SearchSpace.of(Map.of("momentum", UNIT, "dropout1", UNIT)), 5);
        assertThat(together.propose(3, List.of())).containsAllEntriesOf(alone.propose(3, List.of()));
    }
}
