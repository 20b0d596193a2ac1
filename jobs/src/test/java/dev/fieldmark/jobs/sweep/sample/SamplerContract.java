package dev.fieldmark.jobs.sweep.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What every sampler does. */
interface SamplerContract {
    int TRIALS = 40;

    /** A sampler of this space with this seed, where it has any use for one. */
    Sampler sampler(SearchSpace space, long seed);

    static SearchSpace space() {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("network", new Dimension.Choice(List.of("net6", "net7")));
        dimensions.put("learning-rate", new Dimension.LogUniform(1e-3, 1e-1));
        dimensions.put("dropout4", new Dimension.Uniform(0.2, 0.7));
        dimensions.put("batch-size", new Dimension.IntRange(64, 128, 32));
        dimensions.put("contrast", new Dimension.Fixed("none"));
        dimensions.put("updater", new Dimension.Choice(List.of("adam", "nesterovs")));
        dimensions.put("momentum", new Dimension.Uniform(0.8, 0.99));
        dimensions.put("flip", new Dimension.Choice(List.of("true", "false")));
        return new SearchSpace(
                dimensions,
                Map.of(
                        "momentum", new Condition(Map.of("updater", Set.of("nesterovs"))),
                        "flip", new Condition(Map.of("updater", Set.of("nesterovs"), "network", Set.of("net7")))));
    }

    /** Better with learning rates near 0.01, small dropout, and adam. */
    static double loss(Map<String, String> parameters) {
        double rate = Math.log10(Double.parseDouble(parameters.get("learning-rate"))) + 2;
        double dropout = Double.parseDouble(parameters.get("dropout4"));
        return rate * rate + dropout + ("adam".equals(parameters.get("updater")) ? 0 : 1);
    }

    /** Trials one after the other, each hearing how all before it ended; of every fifth it was pruned, one diverged. */
    private List<Observation> study(Sampler sampler, int trials) {
        var seen = new ArrayList<Observation>();
        while (seen.size() < Math.min(trials, sampler.size().orElse(trials))) {
            seen.add(observed(seen.size(), sampler.propose(seen.size(), seen)));
        }
        return seen;
    }

    private static Observation observed(int trial, SortedMap<String, String> parameters) {
        if (trial == 7) {
            return new Observation(parameters, Observation.Status.DIVERGED, 1, Double.NaN);
        }
        boolean pruned = trial % 5 == 4;
        return new Observation(
                parameters,
                pruned ? Observation.Status.PRUNED : Observation.Status.COMPLETED,
                pruned ? 3 : 9,
                loss(parameters));
    }

    @Test
    default void proposesPointsOfTheSpace() {
        List<Observation> study = study(sampler(space(), 1), TRIALS);
        assertThat(study).isNotEmpty();
        for (Observation trial : study) {
            assertThat(space().contains(trial.parameters()))
                    .as("%s", trial.parameters())
                    .isTrue();
            assertThat(trial.parameters().containsKey("momentum"))
                    .isEqualTo("nesterovs".equals(trial.parameters().get("updater")));
        }
    }

    @Test
    default void theSameSeedGivesTheSameTrials() {
        assertThat(study(sampler(space(), 7), TRIALS)).isEqualTo(study(sampler(space(), 7), TRIALS));
    }

    @Test
    default void whatIsResumedGoesOnAsIfUndisturbed() {
        List<Observation> undisturbed = study(sampler(space(), 7), TRIALS);
        for (int trial = undisturbed.size() - 1; trial >= 0; trial--) {
            assertThat(sampler(space(), 7).propose(trial, undisturbed.subList(0, trial)))
                    .as("trial %d", trial)
                    .isEqualTo(undisturbed.get(trial).parameters());
        }
    }

    @Test
    default void drawsWhateverIsStillRunning() {
        Sampler sampler = sampler(space(), 7);
        var running = new ArrayList<Observation>();
        while (running.size() < Math.min(TRIALS, sampler.size().orElse(TRIALS))) {
            if (sampler.needs(running.size()) instanceof Needs.EndOfFirst first && first.trials() > 0) {
                return; // never asked so
            }
            var parameters = sampler.propose(running.size(), running);
            assertThat(space().contains(parameters)).isTrue();
            running.add(new Observation(parameters, Observation.Status.RUNNING, 0, Double.NaN));
        }
    }

    @Test
    default void valuesReadBackToTheSameNumber() {
        for (Observation trial : study(sampler(space(), 3), TRIALS)) {
            String text = trial.parameters().get("learning-rate");
            assertThat(Double.toString(Double.parseDouble(text))).isEqualTo(text);
        }
    }
}
