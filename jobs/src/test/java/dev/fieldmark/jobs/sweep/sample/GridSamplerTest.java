package dev.fieldmark.jobs.sweep.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        var sampler = new GridSampler(new SearchSpace(dimensions), 3);
        assertThat(sampler.size()).isEqualTo(6);
        assertThat(IntStream.range(0, 7)
                        .mapToObj(sampler::propose)
                        .map(proposal -> proposal.map(
                                        parameters -> parameters.get("network") + " " + parameters.get("dropout4"))
                                .orElse("over")))
                .containsExactly("net6 0.0", "net6 0.5", "net6 1.0", "net7 0.0", "net7 0.5", "net7 1.0", "over");
    }

    @Test
    void anEmptySpaceHasOnePoint() {
        var sampler = new GridSampler(new SearchSpace(Map.of()), 2);
        assertThat(sampler.propose(0))
                .hasValueSatisfying(parameters -> assertThat(parameters).isEmpty());
        assertThat(sampler.propose(1)).isEmpty();
    }

    @Test
    void refusesAGridThatNobodyCanSearch() {
        var many = new Dimension.IntRange(1, 2000, 1);
        assertThatThrownBy(() -> new GridSampler(new SearchSpace(Map.of("filters1", many, "filters2", many)), 2))
                .hasMessage("grid had more than 1000000 points but must have fewer");
    }
}
