package dev.fieldmark.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SurrogateTest {
    private static final Surrogate TOLD;

    static {
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put("updater", new Dimension.Choice(List.of("adam", "nesterovs", "sgd")));
        dimensions.put("rate", new Dimension.Uniform(0, 10));
        dimensions.put("momentum", new Dimension.Uniform(0, 1));
        var space =
                new SearchSpace(dimensions, Map.of("momentum", new Condition(Map.of("updater", Set.of("nesterovs")))));
        TOLD = new Surrogate(
                space,
                2,
                List.of(
                        curve(Map.of("updater", "adam", "rate", "2"), 1, 0.04, 0.01),
                        curve(Map.of("updater", "adam", "rate", "4"), 3, 0.16, 0.09),
                        curve(Map.of("updater", "adam", "rate", "9"), 5, 0.5, Double.NaN),
                        curve(Map.of("updater", "nesterovs", "rate", "2", "momentum", "0.5"), 7, 9.0, 8.0)),
                Map.of());
    }

    private static RecordedCurve curve(Map<String, String> parameters, double seconds, Double... losses) {
        return new RecordedCurve(new TreeMap<>(parameters), seconds, List.of(losses));
    }

    private static RecordedCurve learn(Map<String, String> parameters) {
        return TOLD.learn(new TreeMap<>(parameters));
    }

    @Test
    void whereACurveWasRecordedItIsTheAnswer() {
        RecordedCurve answer = learn(Map.of("updater", "adam", "rate", "2"));
        assertThat(answer.secondsPerEpoch()).isCloseTo(1, within(1e-4));
        assertThat(answer.validLosses().get(1)).isCloseTo(0.01, within(1e-6));
    }

    @Test
    void betweenTwoItIsTheirGeometricMean() {
        RecordedCurve answer = learn(Map.of("updater", "adam", "rate", "3"));
        assertThat(answer.secondsPerEpoch()).isCloseTo(2, within(1e-9));
        assertThat(answer.validLosses().get(0)).isCloseTo(0.08, within(1e-9));
        assertThat(answer.validLosses().get(1)).isCloseTo(0.03, within(1e-9));
    }

    @Test
    void curvesWithOtherChoicesAreNoNeighbours() {
        assertThat(learn(Map.of("updater", "nesterovs", "rate", "4", "momentum", "0.9"))
                        .validLosses()
                        .get(1))
                .isCloseTo(8, within(1e-9));
        assertThatThrownBy(() -> learn(Map.of("updater", "sgd", "rate", "2"))).hasMessage("curves had none with [sgd]");
    }

    @Test
    void whereTheNearestDivergedThePointDoes() {
        assertThat(learn(Map.of("updater", "adam", "rate", "8")).validLosses()).containsExactly(0.5, Double.NaN);
    }

    @Test
    void whatIsShippedCanBeTrusted() throws IOException {
        Surrogate net6 = Surrogate.ofNet6();
        assertThat(net6.curves()).hasSizeGreaterThan(40).allSatisfy(curve -> {
            assertThat(net6.space().contains(curve.parameters())).isTrue();
            assertThat(curve.secondsPerEpoch()).isPositive();
        });
        assertThat(net6.rankCorrelation()).isGreaterThan(0.7);
    }
}
