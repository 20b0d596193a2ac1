package dev.fieldmark.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.bench.sweep.Simulation.Stay.Doing;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.sweep.prune.Asha;
import dev.fieldmark.jobs.sweep.prune.NoPruner;
import dev.fieldmark.jobs.sweep.sample.GridSampler;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import dev.fieldmark.jobs.sweep.sample.TpeSampler;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedSweepTest {
    /** Four epochs; trial x = s,a takes s seconds an epoch and has a loss of a / epoch. */
    private record Told(SearchSpace space) implements Learner {
        static Told of(String... trials) {
            return new Told(SearchSpace.of(Map.of("x", new Dimension.Choice(List.of(trials)))));
        }

        Sampler inOrder() {
            return new GridSampler(space, 2);
        }

        @Override
        public int maxEpochs() {
            return 4;
        }

        @Override
        public RecordedCurve learn(SortedMap<String, String> parameters) {
            String[] parts = parameters.getOrDefault("x", "").split(",");
            double loss = Double.parseDouble(parts[1]);
            return new RecordedCurve(
                    parameters, Double.parseDouble(parts[0]), List.of(loss, loss / 2, loss / 3, loss / 4));
        }
    }

    @Test
    void aSlotAloneIsNeverIdleUntilTheEnd() {
        Told told = Told.of("2,1", "1,1", "3,1");
        Simulation play = SimulatedSweep.play(told, told.inOrder(), new NoPruner(), 9, 1, 0);
        assertThat(play.end()).isEqualTo(4 * 6);
        assertThat(play.lastStart()).isEqualTo(4 * 3);
        assertThat(play.shareToTheEnd(Doing.TRAINING)).isEqualTo(1);
        assertThat(play.progress()).hasSize(12);
        assertThat(play.progress().get(11)).isEqualTo(new Simulation.Progress(3, 12, 24, 0.25));
    }

    @Test
    void atARungAFastTrialWaitsForASlowOneWithALowerNumber() {
        Told told = Told.of("3,1", "1,2", "1,3");
        Simulation play = SimulatedSweep.play(told, told.inOrder(), new Asha(1, 2, 4), 9, 2, 0);
        // trial 1 has trained its first epoch at 1, hears at 3 that it stops; then trial 2 does at 4, to 4
        assertThat(play.stays()).contains(new Simulation.Stay(Doing.WAITING, 1, 3));
        assertThat(play.table()).extracting(TrialRow::state).containsExactly("completed", "pruned", "pruned");
        assertThat(play.lastStart()).isEqualTo(3);
        assertThat(play.share(Doing.WAITING)).isCloseTo(2.0 / 6, within(1e-12));
        assertThat(play.share(Doing.TRAINING)).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(play.end()).isEqualTo(12);
        assertThat(play.shareToTheEnd(Doing.NOTHING)).isCloseTo(8.0 / 24, within(1e-12));
    }

    @Test
    void moreSlotsThanTheSamplerImaginesTrainersHaveNothingToDo() {
        Learner surrogate = TestFunction.BRANIN;
        Sampler tpe = new TpeSampler(surrogate.space(), 1, 2, 1, 4);
        Simulation play = SimulatedSweep.play(surrogate, tpe, new NoPruner(), 20, 4, Double.NEGATIVE_INFINITY);
        assertThat(play.share(Doing.NOTHING)).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void endsWhereTheGoalIsReached() {
        Told told = Told.of("1,4", "1,3", "1,2");
        Simulation play = SimulatedSweep.play(told, told.inOrder(), new NoPruner(), 9, 1, 0.75);
        assertThat(play.reached(0.75).orElseThrow()).isEqualTo(new Simulation.Progress(2, 8, 8, 0.75));
        assertThat(play.reached(0.7)).isEmpty();
        assertThat(play.progress()).hasSize(8);
    }

    @Test
    void whatDivergesEndsThere() {
        Told told = Told.of("1,NaN", "1,3");
        Simulation play = SimulatedSweep.play(told, told.inOrder(), new NoPruner(), 9, 1, 0);
        assertThat(play.table()).extracting(TrialRow::state).containsExactly("diverged", "completed");
        assertThat(play.bestOfFirst(1)).isInfinite();
        assertThat(play.bestOfFirst(2)).isEqualTo(0.75);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void theTableIsThatOfOneSlot(int slots) throws Exception {
        Surrogate net6 = Surrogate.ofNet6();
        Method method = Method.tpe(4).withHyperband();
        Simulation alone = method.play(net6, 3, 20, 1, Double.NEGATIVE_INFINITY);
        assertThat(method.play(net6, 3, 20, slots, Double.NEGATIVE_INFINITY).table())
                .isEqualTo(alone.table());
        assertThat(alone.table()).extracting(TrialRow::state).contains("pruned", "completed");
    }
}
