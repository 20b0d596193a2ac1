package dev.fieldmark.jobs.sweep.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.sweep.space.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static final Axis NUMBERS = Axis.of(new Dimension.Uniform(-3, 8));
    private static final Axis CHOICES = Axis.of(new Dimension.Choice(List.of("a", "b", "c")));

    @Test
    void likelihoodsOfNumbersAddUpToOne() {
        for (double[] hill : new double[][] {{0.5, 1}, {0, 0.2}, {0.99, 0.01}, {0.3, 0.05}}) {
            double sum = IntStream.range(0, 100_000)
                    .mapToDouble(i -> NUMBERS.logLikelihood((i + 0.5) / 100_000, hill[0], hill[1]))
                    .map(log -> Math.exp(log - NUMBERS.normalisation(hill[0], hill[1])))
                    .sum();
            assertThat(sum / 100_000).as("%s %s", hill[0], hill[1]).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void likelihoodsOfChoicesAddUpToOne() {
        for (double width : new double[] {1, 0.5, 0.01}) {
            double sum = IntStream.range(0, 3)
                    .mapToDouble(choice -> Math.exp(CHOICES.logLikelihood((choice + 0.5) / 3, 0.5, width)))
                    .sum();
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void whatWasTriedIsLikeliest() {
        assertThat(NUMBERS.logLikelihood(0.4, 0.4, 0.1)).isGreaterThan(NUMBERS.logLikelihood(0.5, 0.4, 0.1));
        assertThat(CHOICES.logLikelihood(0.5, 0.5, 0.1)).isGreaterThan(CHOICES.logLikelihood(0.1, 0.5, 0.1));
    }

    @Test
    void widthsShrinkWithThePlacesKnown() {
        for (Axis axis : List.of(NUMBERS, CHOICES)) {
            assertThat(axis.width(100, 3)).isLessThan(axis.width(3, 3)).isGreaterThan(0);
        }
    }

    @Test
    void hillsAreNoNarrowerThanCountedValuesAreApart() {
        Axis three = Axis.of(new Dimension.IntRange(1, 3, 1));
        assertThat(three.width(100, 1)).isEqualTo(0.5 / 3);
    }

    /** A mixture of two hills and the broad one, drawn and counted in tenths. */
    @Test
    void mixturesDrawAsTheyJudge() {
        var mixture =
                new ParzenMixture(List.of(NUMBERS, CHOICES), List.of(new double[] {0.1, 0.2}, new double[] {0.8, 0.9}));
        Draws draws = Draws.of(5, 0);
        int[] counts = new int[30];
        for (int i = 0; i < 60_000; i++) {
            double[] point = mixture.draw(draws);
            counts[(int) (point[0] * 10) * 3 + (int) (point[1] * 3)]++;
        }
        List<Double> expected = new ArrayList<>();
        for (int tenth = 0; tenth < 10; tenth++) {
            for (int choice = 0; choice < 3; choice++) {
                double middle = (choice + 0.5) / 3;
                int from = tenth * 100;
                expected.add(IntStream.range(from, from + 100)
                                .mapToDouble(i ->
                                        Math.exp(mixture.logLikelihood(new double[] {(i + 0.5) / 1000, middle})))
                                .sum()
                        / 1000);
            }
        }
        assertThat(expected.stream().mapToDouble(share -> share).sum()).isCloseTo(1, within(1e-4));
        for (int cell = 0; cell < 30; cell++) {
            assertThat(counts[cell] / 60_000.0).as("cell %d", cell).isCloseTo(expected.get(cell), within(0.007));
        }
    }
}
