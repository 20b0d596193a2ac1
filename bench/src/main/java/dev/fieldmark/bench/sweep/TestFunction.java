package dev.fieldmark.bench.sweep;

import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Functions whose least value is known; losses are what is above it. A trial is one epoch of one second. */
public enum TestFunction implements Learner {
    /** Two numbers, three equal minima; Branin 1972, as in Surjanovic and Bingham's library. */
    BRANIN("Branin") {
        @Override
        public SearchSpace space() {
            var dimensions = new LinkedHashMap<String, Dimension>();
            dimensions.put("x", new Dimension.Uniform(-5, 10));
            dimensions.put("y", new Dimension.Uniform(0, 15));
            return SearchSpace.of(dimensions);
        }

        @Override
        double loss(Map<String, String> at) {
            double x = number(at, "x");
            double bend = number(at, "y") - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
            double value = bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * StrictMath.cos(x) + 10;
            return value - 0.397887357729738;
        }
    },

    /** Six numbers, six local minima; Hartmann 1973, as in Surjanovic and Bingham's library. */
    HARTMANN6("Hartmann-6") {
        @Override
        public SearchSpace space() {
            var dimensions = new LinkedHashMap<String, Dimension>();
            for (int i = 0; i < 6; i++) {
                dimensions.put("x" + i, new Dimension.Uniform(0, 1));
            }
            return SearchSpace.of(dimensions);
        }

        @Override
        double loss(Map<String, String> at) {
            double sum = 0;
            for (int hollow = 0; hollow < DEPTHS.length; hollow++) {
                double distance = 0;
                for (int i = 0; i < 6; i++) {
                    double away = number(at, "x" + i) - CENTRES[hollow][i];
                    distance += SLOPES[hollow][i] * away * away;
                }
                sum += DEPTHS[hollow] * StrictMath.exp(-distance);
            }
            return 3.32236801141551 - sum;
        }
    },

    /**
     * Fieldmark's own: three kinds of learner, each with its own best rate. Kind a is the best if rate and momentum fit
     * each other, b has a number of layers and is the easiest, c has nothing more and is worse than both.
     */
    CONDITIONAL("conditional") {
        @Override
        public SearchSpace space() {
            var dimensions = new LinkedHashMap<String, Dimension>();
            dimensions.put("kind", new Dimension.Choice(List.of("a", "b", "c")));
            dimensions.put("rate", new Dimension.LogUniform(1e-5, 1));
            dimensions.put("dropout", new Dimension.Uniform(0, 0.8));
            dimensions.put("momentum", new Dimension.Uniform(0, 1));
            dimensions.put("layers", new Dimension.IntRange(1, 6, 1));
            return new SearchSpace(
                    dimensions,
                    Map.of(
                            "momentum", new Condition(Map.of("kind", Set.of("a"))),
                            "layers", new Condition(Map.of("kind", Set.of("b")))));
        }

        @Override
        double loss(Map<String, String> at) {
            double rate = StrictMath.log10(number(at, "rate"));
            double dropout = square(number(at, "dropout") - 0.3) / 2;
            return dropout
                    + switch (at.getOrDefault("kind", "c")) {
                        case "a" -> {
                            double momentum = number(at, "momentum");
                            yield square(rate + 2 - 2 * (momentum - 0.5)) / 5 + square(momentum - 0.7);
                        }
                        case "b" -> 0.1 + square(rate + 3) / 10 + Math.abs(number(at, "layers") - 3) / 50;
                        default -> 0.3 + square(rate + 1) / 20;
                    };
        }
    };

    private static final double[] DEPTHS = {1.0, 1.2, 3.0, 3.2};
    private static final double[][] SLOPES = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] CENTRES = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };

    private final String words;

    TestFunction(String words) {
        this.words = words;
    }

    /** What is above the least value. */
    abstract double loss(Map<String, String> at);

    @Override
    public int maxEpochs() {
        return 1;
    }

    @Override
    public RecordedCurve learn(SortedMap<String, String> parameters) {
        return new RecordedCurve(parameters, 1, List.of(loss(parameters)));
    }

    private static double number(Map<String, String> at, String name) {
        return Double.parseDouble(at.getOrDefault(name, "NaN"));
    }

    private static double square(double number) {
        return number * number;
    }

    @Override
    public String toString() {
        return words;
    }
}
