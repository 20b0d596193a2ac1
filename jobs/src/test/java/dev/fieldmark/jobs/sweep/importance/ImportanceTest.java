package dev.fieldmark.jobs.sweep.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.Dimension.Choice;
import dev.fieldmark.jobs.sweep.space.Dimension.Fixed;
import dev.fieldmark.jobs.sweep.space.Dimension.IntRange;
import dev.fieldmark.jobs.sweep.space.Dimension.LogUniform;
import dev.fieldmark.jobs.sweep.space.Dimension.Uniform;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportanceTest {
    private static final SearchSpace CUBE = space(Map.of(
            "x1", new Uniform(-1, 1),
            "x2", new Uniform(-1, 1),
            "x3", new Uniform(-1, 1)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ordersByWhatTheFunctionWeighs(long seed) {
        var importances = importances(
                CUBE, 200, seed, p -> 10 * square(number(p, "x1")) + square(number(p, "x2")) + 0 * number(p, "x3"));
        assertThat(importances.keySet()).containsExactly("x1", "x2", "x3");
        assertThat(importances.get("x1")).isGreaterThan(0.7);
        assertThat(importances.get("x3")).isLessThan(0.06);
        assertThat(importances.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheOneThatMattersAmongTheTrialsOfASmallStudy(long seed) {
        var importances = importances(CUBE, 32, seed, p -> square(number(p, "x2") - 0.3));
        assertThat(importances.keySet().iterator().next()).isEqualTo("x2");
        assertThat(importances.get("x2")).isGreaterThan(0.6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void weighsCategories(long seed) {
        var space = space(Map.of(
                "updater", new Choice(List.of("nesterovs", "adam", "sgd")),
                "flip", new Choice(List.of("true", "false")),
                "x1", new Uniform(0, 1)));
        var importances = importances(space, 120, seed, p -> "adam".equals(p.get("updater")) ? 0 : 2);
        assertThat(importances.keySet()).startsWith("updater");
        assertThat(importances.get("updater")).isGreaterThan(0.7);
        assertThat(importances.get("flip")).isLessThan(0.2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void judgesAConditionalParameterAmongTheTrialsThatHaveIt(long seed) {
        var space = space(Map.of(
                "updater", new Choice(List.of("nesterovs", "adam")),
                "momentum", new Uniform(0, 1),
                "idle", new Uniform(0, 1)));
        var random = new Random(seed);
        List<TriedSetting> settings = IntStream.range(0, 200)
                .mapToObj(i -> {
                    var parameters = draw(space, random);
                    if ("adam".equals(parameters.get("updater"))) {
                        parameters.remove("momentum");
                    }
                    double loss = parameters.containsKey("momentum") ? square(number(parameters, "momentum")) : 0.1;
                    return new TriedSetting(parameters, loss);
                })
                .toList();
        var importances = Importance.of(space, settings);
        assertThat(importances.keySet()).startsWith("momentum");
        assertThat(importances.get("momentum")).isGreaterThan(2 * importances.getOrDefault("idle", 1.0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void seesALogUniformInItsLogarithm(long seed) {
        var space = space(Map.of("rate", new LogUniform(1e-6, 1), "idle", new LogUniform(1e-6, 1)));
        // the good rates lie within 1e-5 of each other: one place on a linear scale, where they would weigh nothing
        var importances = importances(space, 200, seed, p -> square(Math.log10(number(p, "rate")) + 5));
        assertThat(importances.get("rate")).isGreaterThan(0.9);
    }

    @Test
    void countsWholeNumbersAndLeavesOutConstants() {
        var space = space(
                Map.of("units", new IntRange(100, 1000, 100), "idle", new IntRange(0, 9, 1), "net", new Fixed("n")));
        var importances = importances(space, 100, 1, p -> Math.abs(number(p, "units") - 300));
        assertThat(importances.keySet()).containsExactly("units", "idle");
        assertThat(importances.get("units")).isGreaterThan(0.8);
    }

    @Test
    void aSettingThatFailedIsNeverAmongTheBest() {
        var importances =
                importances(CUBE, 100, 1, p -> number(p, "x1") > -0.8 ? Double.POSITIVE_INFINITY : number(p, "x3"));
        assertThat(importances.keySet()).startsWith("x1");
    }

    @Test
    void saysNothingOfTooFew() {
        assertThat(importances(CUBE, Importance.FEWEST - 1, 1, p -> number(p, "x1")))
                .isEmpty();
        assertThat(Importance.of(CUBE, List.of())).isEmpty();
        assertThat(importances(CUBE, Importance.FEWEST, 1, p -> number(p, "x1")))
                .hasSize(3);
    }

    @Test
    void refusesALossThatIsNoNumber() {
        assertThatThrownBy(() -> new TriedSetting(Map.of(), Double.NaN))
                .hasMessage("loss was NaN but must be a number, infinite for what failed");
    }

    private static Map<String, Double> importances(
            SearchSpace space, int count, long seed, ToDoubleFunction<Map<String, String>> loss) {
        var random = new Random(seed);
        return Importance.of(
                space,
                IntStream.range(0, count)
                        .mapToObj(i -> draw(space, random))
                        .map(parameters -> new TriedSetting(parameters, loss.applyAsDouble(parameters)))
                        .toList());
    }

    private static Map<String, String> draw(SearchSpace space, Random random) {
        var parameters = new HashMap<String, String>();
        space.dimensions().forEach((name, dimension) -> parameters.put(name, dimension.at(random.nextDouble())));
        return parameters;
    }

    /** In the order of the names: that of a Map.of is another in every process, and so would the draws be. */
    private static SearchSpace space(Map<String, Dimension> dimensions) {
        var sorted = new LinkedHashMap<String, Dimension>();
        dimensions.keySet().stream().sorted().forEach(name -> sorted.put(name, dimensions.get(name)));
        return SearchSpace.of(sorted);
    }

    private static double number(Map<String, String> parameters, String name) {
        return Double.parseDouble(String.valueOf(parameters.get(name)));
    }

    private static double square(double x) {
        return x * x;
    }
}
