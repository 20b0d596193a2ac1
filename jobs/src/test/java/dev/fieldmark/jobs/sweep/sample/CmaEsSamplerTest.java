package dev.fieldmark.jobs.sweep.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.sweep.sample.Observation.Status;
import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CmaEsSamplerTest implements SamplerContract {
    @Override
    public Sampler sampler(SearchSpace space, long seed) {
        return cmaEs(space, seed);
    }

    private static CmaEsSampler cmaEs(SearchSpace space, long seed) {
        return new CmaEsSampler(space, seed, CmaEsSampler.defaultPopulation(space));
    }

    @Override
    public SearchSpace space() {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("learning-rate", new Dimension.LogUniform(1e-3, 1e-1));
        dimensions.put("dropout4", new Dimension.Uniform(0.2, 0.7));
        dimensions.put("contrast", new Dimension.Fixed("none"));
        dimensions.put("batch-size", new Dimension.IntRange(64, 128, 32));
        return SearchSpace.of(dimensions);
    }

    private static SearchSpace square() {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("x", new Dimension.Uniform(0, 1));
        dimensions.put("y", new Dimension.Uniform(0, 1));
        return SearchSpace.of(dimensions);
    }

    private static List<Observation> study(Sampler sampler, int trials, ToDoubleFunction<double[]> loss) {
        var seen = new ArrayList<Observation>();
        for (int trial = 0; trial < trials; trial++) {
            var at = sampler.propose(trial, seen);
            double value =
                    loss.applyAsDouble(new double[] {Double.parseDouble(at.get("x")), Double.parseDouble(at.get("y"))});
            Status status = Double.isFinite(value) ? Status.COMPLETED : Status.DIVERGED;
            seen.add(new Observation(at, status, 1, value));
        }
        return seen;
    }

    private static double best(List<Observation> trials) {
        return trials.stream()
                .mapToDouble(Observation::loss)
                .filter(Double::isFinite)
                .min()
                .orElseThrow();
    }

    /** A narrow valley that lies across both axes. */
    private static double valley(double[] at) {
        double along = at[0] + at[1] - 0.7;
        double across = 20 * (at[0] - at[1] - 0.1);
        return along * along + across * across;
    }

    @Test
    void walksDownANarrowValley() {
        double cmaEs = 0;
        double random = 0;
        for (int seed = 0; seed < 10; seed++) {
            cmaEs += best(study(cmaEs(square(), seed), 150, CmaEsSamplerTest::valley));
            random += best(study(new RandomSampler(square(), seed), 150, CmaEsSamplerTest::valley));
        }
        assertThat(cmaEs).isLessThan(random / 10);
    }

    @Test
    void aGenerationNeedsThoseBeforeAndNothingOfItsOwn() {
        var sampler = new CmaEsSampler(square(), 1, 6);
        assertThat(sampler.needs(5)).isEqualTo(new Needs.EndOfFirst(0));
        assertThat(sampler.needs(6)).isEqualTo(new Needs.EndOfFirst(6));
        assertThat(sampler.needs(17)).isEqualTo(new Needs.EndOfFirst(12));
        List<Observation> trials = study(sampler, 17, CmaEsSamplerTest::valley);
        var changed = new ArrayList<>(trials);
        changed.set(13, new Observation(trials.get(13).parameters(), Status.COMPLETED, 1, 99));
        assertThat(sampler.propose(17, changed)).isEqualTo(sampler.propose(17, trials));
        for (int trial = 0; trial < 6; trial++) { // the best become the worst
            Observation was = trials.get(trial);
            changed.set(trial, new Observation(was.parameters(), Status.COMPLETED, 1, -was.loss()));
        }
        assertThat(sampler.propose(17, changed)).isNotEqualTo(sampler.propose(17, trials));
    }

    @Test
    void goesAroundWhatDiverges() {
        List<Observation> trials =
                study(cmaEs(square(), 3), 120, at -> at[0] < 0.3 ? Double.NaN : at[0] + at[1] * at[1]);
        assertThat(best(trials)).isLessThan(0.31);
    }

    @Test
    void beginsAnewWhereNothingMovesAnyMore() {
        assertThat(study(cmaEs(square(), 2), 500, at -> 1)).hasSize(500);
        List<Observation> found = study(cmaEs(square(), 2), 500, CmaEsSamplerTest::valley);
        assertThat(best(found)).isLessThan(1e-9);
        assertThat(found.subList(250, 500)).anyMatch(trial -> trial.loss() > 0.1); // far away again
    }

    @Test
    void oneNumberAloneCanBeSearched() {
        var sampler = cmaEs(SearchSpace.of(Map.of("x", new Dimension.IntRange(1, 99, 1))), 1);
        var seen = new ArrayList<Observation>();
        for (int trial = 0; trial < 60; trial++) {
            var at = sampler.propose(trial, seen);
            seen.add(new Observation(at, Status.PRUNED, 1, Math.abs(Integer.parseInt(at.get("x")) - 80)));
        }
        assertThat(best(seen)).isLessThanOrEqualTo(1);
    }

    @Test
    void refusesWhatIsNoNumberOrDoesNotAlwaysExist() {
        String refusal = "kind was cma-es but must be another: ";
        var choice = new Dimension.Choice(List.of("a", "b"));
        assertThatThrownBy(() -> cmaEs(SearchSpace.of(Map.of("x", choice)), 1))
                .hasMessage(refusal + "x is a choice, not a number");
        assertThatThrownBy(() -> cmaEs(SearchSpace.of(Map.of("x", new Dimension.Fixed("a"))), 1))
                .hasMessage(refusal + "nothing is searched");
        var numbers = Map.<String, Dimension>of("x", new Dimension.Uniform(0, 1), "n", new Dimension.IntRange(1, 3, 1));
        var space = new SearchSpace(numbers, Map.of("x", new Condition(Map.of("n", Set.of("2")))));
        assertThatThrownBy(() -> cmaEs(space, 1)).hasMessage(refusal + "x does not always exist");
        assertThatThrownBy(() -> new CmaEsSampler(square(), 1, 3)).hasMessage("population was 3 but must be >= 4");
    }
}
