package dev.fieldmark.jobs.sweep.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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
        dimensions.put("updater", new Dimension.Fixed("adam"));
        return new SearchSpace(dimensions);
    }

    private List<Optional<SortedMap<String, String>>> proposals(long seed) {
        Sampler sampler = sampler(space(), seed);
        var proposals = new ArrayList<Optional<SortedMap<String, String>>>();
        for (int trial = 0; trial < TRIALS; trial++) {
            proposals.add(sampler.propose(trial));
        }
        return proposals;
    }

    @Test
    default void proposesEveryParameterInItsRange() {
        for (var proposal : proposals(1)) {
            proposal.ifPresent(parameters -> {
                assertThat(parameters).containsOnlyKeys(space().dimensions().keySet());
                assertThat(parameters.get("network")).isIn("net6", "net7");
                assertThat(Double.parseDouble(parameters.get("learning-rate"))).isBetween(1e-3, 1e-1);
                assertThat(Double.parseDouble(parameters.get("dropout4"))).isBetween(0.2, 0.7);
                assertThat(parameters.get("batch-size")).isIn("64", "96", "128");
                assertThat(parameters.get("updater")).isEqualTo("adam");
            });
        }
        assertThat(proposals(1).get(0)).isPresent();
    }

    @Test
    default void theSameSeedGivesTheSameTrials() {
        assertThat(proposals(7)).isEqualTo(proposals(7));
    }

    @Test
    default void anyOrderGivesTheSameTrials() {
        var forwards = proposals(7);
        Sampler sampler = sampler(space(), 7);
        for (int trial = TRIALS - 1; trial >= 0; trial--) {
            assertThat(sampler.propose(trial)).isEqualTo(forwards.get(trial));
        }
    }

    @Test
    default void onceEmptyAlwaysEmpty() {
        boolean ended = false;
        for (var proposal : proposals(7)) {
            assertThat(ended && proposal.isPresent()).isFalse();
            ended = proposal.isEmpty();
        }
    }

    @Test
    default void valuesReadBackToTheSameNumber() {
        for (var proposal : proposals(3)) {
            proposal.map(parameters -> parameters.get("learning-rate"))
                    .ifPresent(text -> assertThat(Double.toString(Double.parseDouble(text)))
                            .isEqualTo(text));
        }
    }
}
