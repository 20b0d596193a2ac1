package dev.fieldmark.jobs.sweep.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.sweep.sample.Observation.Status;
import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TpeSamplerTest implements SamplerContract {
    private static final SearchSpace LINE = SearchSpace.of(Map.of("x", new Dimension.Uniform(0, 1)));

    @Override
    public Sampler sampler(SearchSpace space, long seed) {
        return new TpeSampler(space, seed, 8, 10, 24);
    }

    private static TpeSampler tpe(SearchSpace space, long seed) {
        return new TpeSampler(space, seed, 8, 10, 24);
    }

    private static Observation observed(Map<String, String> parameters, Status status, int epochs, double loss) {
        return new Observation(new TreeMap<>(parameters), status, epochs, loss);
    }

    private static Observation completed(double x, double loss) {
        return observed(Map.of("x", String.valueOf(x)), Status.COMPLETED, 9, loss);
    }

    /** What trial 20 would be under 100 seeds. */
    private static List<Map<String, String>> proposals(SearchSpace space, List<Observation> seen) {
        var proposals = new ArrayList<Map<String, String>>();
        for (int seed = 0; seed < 100; seed++) {
            proposals.add(tpe(space, seed).propose(20, seen));
        }
        return proposals;
    }

    private static double meanDistance(double from, List<Map<String, String>> proposals) {
        return proposals.stream()
                .mapToDouble(parameters -> Math.abs(Double.parseDouble(parameters.get("x")) - from))
                .average()
                .orElseThrow();
    }

    @Test
    void theFirstTrialsAreRandomOnesAndNeedToKnowNothing() {
        for (int trial = 0; trial < 10; trial++) {
            assertThat(tpe(space(), 4).propose(trial, List.of()))
                    .isEqualTo(new RandomSampler(space(), 4).propose(trial, List.of()));
            assertThat(tpe(space(), 4).needs(trial)).isEqualTo(new Needs.Nothing());
        }
        assertThat(tpe(space(), 4).needs(10)).isEqualTo(new Needs.FreeTrainer(8));
    }

    @Test
    void drawsNearWhatIsGood() {
        List<Observation> seen = IntStream.range(0, 20)
                .mapToObj(i -> completed(i / 20.0, Math.abs(i / 20.0 - 0.3)))
                .toList();
        assertThat(meanDistance(0.3, proposals(LINE, seen))).isLessThan(0.12);
    }

    @Test
    void keepsAwayFromTrialsThatRun() {
        List<Observation> seen = IntStream.range(0, 20)
                .mapToObj(i -> completed(i / 20.0, Math.abs(i / 20.0 - 0.3)))
                .toList();
        var withRunning = new ArrayList<>(seen);
        withRunning.addAll(Collections.nCopies(8, observed(Map.of("x", "0.3"), Status.RUNNING, 4, 0.0001)));
        assertThat(meanDistance(0.3, proposals(LINE, withRunning)))
                .isGreaterThan(1.5 * meanDistance(0.3, proposals(LINE, seen)));
    }

    @Test
    void prefersCompletedThenThosePrunedLateThenAnyToWhatDiverged() {
        var seen = new ArrayList<Observation>();
        for (int i = 0; i < 5; i++) {
            seen.add(observed(Map.of("x", "a"), Status.DIVERGED, 9, 0.1));
            seen.add(observed(Map.of("x", "b"), Status.PRUNED, 3, 0.1));
            seen.add(observed(Map.of("x", "c"), Status.PRUNED, 6, 0.2));
        }
        assertThat(most(proposals(letters("a", "b", "c"), seen))).isEqualTo("c");
        seen.add(observed(Map.of("x", "d"), Status.COMPLETED, 9, 0.3));
        seen.add(observed(Map.of("x", "d"), Status.COMPLETED, 9, 0.3));
        assertThat(most(proposals(letters("a", "b", "c", "d"), seen))).isEqualTo("d");
    }

    private static SearchSpace letters(String... values) {
        return SearchSpace.of(Map.of("x", new Dimension.Choice(List.of(values))));
    }

    private static String most(List<Map<String, String>> proposals) {
        return List.of("a", "b", "c", "d").stream()
                .max(Comparator.comparingLong(letter -> proposals.stream()
                        .filter(parameters -> letter.equals(parameters.get("x")))
                        .count()))
                .orElseThrow();
    }

    /** Where b is chosen, y exists, and should be small; where a is chosen, x, and should be large. */
    @Test
    void modelsAParameterOnTheTrialsInWhichItExists() {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("kind", new Dimension.Choice(List.of("a", "b")));
        dimensions.put("x", new Dimension.Uniform(0, 1));
        dimensions.put("y", new Dimension.Uniform(0, 1));
        var space = new SearchSpace(
                dimensions,
                Map.of(
                        "x", new Condition(Map.of("kind", Set.of("a"))),
                        "y", new Condition(Map.of("kind", Set.of("b")))));
        var seen = new ArrayList<Observation>();
        for (int i = 0; i < 30; i++) {
            double at = (i + 0.5) / 30;
            seen.add(observed(Map.of("kind", "a", "x", String.valueOf(at)), Status.COMPLETED, 9, 1 - at));
            seen.add(observed(Map.of("kind", "b", "y", String.valueOf(at)), Status.COMPLETED, 9, at));
        }
        List<Map<String, String>> proposals = proposals(space, seen);
        assertThat(proposals)
                .allSatisfy(parameters -> assertThat(space.contains(parameters)).isTrue());
        assertThat(mean(proposals, "x")).isGreaterThan(0.8);
        assertThat(mean(proposals, "y")).isLessThan(0.2);
    }

    private static double mean(List<Map<String, String>> proposals, String name) {
        return proposals.stream()
                .filter(parameters -> parameters.containsKey(name))
                .mapToDouble(parameters -> Double.parseDouble(parameters.get(name)))
                .average()
                .orElseThrow();
    }

    @Test
    void seesThatParametersBelongTogether() {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("x", new Dimension.Uniform(0, 1));
        dimensions.put("y", new Dimension.Uniform(0, 1));
        SearchSpace square = SearchSpace.of(dimensions);
        var seen = new ArrayList<Observation>();
        for (int i = 0; i < 100; i++) {
            double x = (i % 10 + 0.5) / 10;
            double y = (i / 10 + 0.5) / 10;
            seen.add(observed(
                    Map.of("x", String.valueOf(x), "y", String.valueOf(y)), Status.COMPLETED, 9, Math.abs(x - y)));
        }
        long near = proposals(square, seen).stream()
                .filter(at -> Math.abs(Double.parseDouble(at.get("x")) - Double.parseDouble(at.get("y"))) < 0.2)
                .count();
        assertThat(near).isGreaterThan(75); // 36 of 100 points of the square lie so near
    }

    @Test
    void aTenthAndAtMost25AreGood() {
        assertThat(IntStream.of(1, 10, 11, 20, 250, 1000).map(TpeSampler::good)).containsExactly(1, 1, 2, 2, 25, 25);
    }

    @Test
    void findsBetterPointsThanRandom() {
        ToDoubleFunction<Map<String, String>> loss = SamplerContract::loss;
        double tpe = 0;
        double random = 0;
        for (int seed = 0; seed < 10; seed++) {
            tpe += best(tpe(space(), seed), loss);
            random += best(new RandomSampler(space(), seed), loss);
        }
        assertThat(tpe / 10 - 0.2).isLessThan((random / 10 - 0.2) / 2); // 0.2 is the least there is
    }

    private static double best(Sampler sampler, ToDoubleFunction<Map<String, String>> loss) {
        var seen = new ArrayList<Observation>();
        for (int trial = 0; trial < 60; trial++) {
            var parameters = sampler.propose(trial, seen);
            seen.add(observed(parameters, Status.COMPLETED, 9, loss.applyAsDouble(parameters)));
        }
        return seen.stream().mapToDouble(Observation::loss).min().orElseThrow();
    }

    @Test
    void drawsThatStayTheSameInEveryRelease() {
        List<Observation> seen = IntStream.range(0, 20)
                .mapToObj(i -> completed(i / 20.0, Math.abs(i / 20.0 - 0.3)))
                .toList();
        assertThat(IntStream.range(20, 23)
                        .mapToDouble(trial -> Double.parseDouble(
                                tpe(LINE, 20260117).propose(trial, seen).get("x"))))
                .containsExactly(PINNED);
    }

    private static final Double[] PINNED = {0.3050085910161416, 0.23778988956082633, 0.28664979993924666};

    @Test
    void aSpaceWithoutChoiceHasAPointToo() {
        List<Observation> seen = Collections.nCopies(12, observed(Map.of(), Status.COMPLETED, 3, 1));
        assertThat(tpe(SearchSpace.of(Map.of()), 1).propose(12, seen)).isEmpty();
    }

    @Test
    void normalDrawsHaveTheirCentreAndWidth() {
        Draws draws = Draws.of(1, 2);
        double[] all = IntStream.range(0, 20_000)
                .mapToDouble(i -> draws.normal(0.5, 0.1))
                .toArray();
        double mean = IntStream.range(0, all.length)
                .mapToDouble(i -> all[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, all.length)
                .mapToDouble(i -> (all[i] - mean) * (all[i] - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.003));
        assertThat(Math.sqrt(variance)).isCloseTo(0.1, within(0.003));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new TpeSampler(LINE, 1, 0, 10, 24)).hasMessage("in-flight was 0 but must be >= 1");
        assertThatThrownBy(() -> new TpeSampler(LINE, 1, 8, 0, 24)).hasMessage("startup-trials was 0 but must be >= 1");
        assertThatThrownBy(() -> new TpeSampler(LINE, 1, 8, 10, 0)).hasMessage("candidates was 0 but must be >= 1");
    }
}
