package dev.fieldmark.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.prune.Asha;
import dev.fieldmark.jobs.sweep.prune.Hyperband;
import dev.fieldmark.jobs.sweep.prune.Median;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import dev.fieldmark.jobs.sweep.sample.CmaEsSampler;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import dev.fieldmark.jobs.sweep.sample.TpeSampler;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays trainers that take turns by chance and are lost by chance: the table must not know. */
class StudyTimingTest {
    private static final int EPOCHS = 9;
    private static final SearchSpace SPACE = SearchSpace.of(Map.of("x", new Dimension.Uniform(0, 1)));

    /** What is studied. */
    private record Setup(Sampler sampler, Pruner pruner, int trials, ToDoubleBiFunction<String, Integer> loss) {
        @Override
        public String toString() {
            return sampler + ", " + pruner;
        }
    }

    static List<Setup> setups() {
        return List.of(
                new Setup(
                        new Numbered("x", String::valueOf),
                        new WorseThanMedian(),
                        12,
                        (x, epoch) -> numbered(Integer.parseInt(x), epoch)),
                drawn(new TpeSampler(SPACE, 1, 3, 4, 8), new Asha(1, 2, EPOCHS)),
                drawn(new TpeSampler(SPACE, 2, 5, 3, 8), new Hyperband(1, 2, EPOCHS)),
                drawn(new TpeSampler(SPACE, 3, 1, 2, 8), new Median(2, 1, 3, EPOCHS)),
                drawn(new CmaEsSampler(SPACE, 4, 4), new Asha(1, 2, EPOCHS)));
    }

    private static Setup drawn(Sampler sampler, Pruner pruner) {
        return new Setup(sampler, pruner, 14, (x, epoch) -> drawn(Double.parseDouble(x), epoch));
    }

    private static double numbered(int trial, int epoch) {
        return trial == 5 && epoch == 4 ? Double.NaN : (trial * 7 % 5 + 1.0) / (epoch + trial % 3);
    }

    private static double drawn(double x, int epoch) {
        return x > 0.8 && epoch == 4 ? Double.NaN : Math.abs(x - 0.3) + x / epoch;
    }

    @ParameterizedTest
    @MethodSource("setups")
    void theTableIsTheSameAtAnyNumberOfTrainersAndWhateverIsLost(Setup setup) {
        List<TrialRow> undisturbed = new Play(setup, new Random(0), 1, 0).table();
        assertThat(undisturbed).hasSize(setup.trials());
        assertThat(undisturbed).extracting(TrialRow::state).contains("pruned", "completed");
        for (int trainers : new int[] {1, 2, 3, 4, 7}) {
            for (int seed = 0; seed < 60; seed++) {
                assertThat(new Play(setup, new Random(seed), trainers, 0.05).table())
                        .as("%d trainers, seed %d", trainers, seed)
                        .isEqualTo(undisturbed);
            }
        }
    }

    @Test
    void somethingDivergesToo() {
        assertThat(setups())
                .anySatisfy(setup -> assertThat(new Play(setup, new Random(0), 1, 0).table())
                        .extracting(TrialRow::state)
                        .contains("diverged"));
    }

    private static final class Play {
        private final Setup setup;
        private final Random random;
        private final double losses;
        private final Study study;
        private final List<Trainer> trainers = new ArrayList<>();

        Play(Setup setup, Random random, int trainers, double losses) {
            this.setup = setup;
            study = Study.of(
                    setup.sampler(),
                    setup.pruner(),
                    new Budget(setup.trials(), EPOCHS, Optional.empty()),
                    () -> Instant.EPOCH,
                    StudyState.empty());
            this.random = random;
            this.losses = losses;
            IntStream.range(0, trainers).forEach(i -> this.trainers.add(new Trainer()));
        }

        List<TrialRow> table() {
            for (int turn = 0; !study.isOver(); turn++) {
                assertThat(turn).as("turns").isLessThan(100_000);
                Trainer trainer = trainers.get(random.nextInt(trainers.size()));
                if (random.nextDouble() < losses) {
                    trainer.isLost();
                } else {
                    trainer.turn();
                }
            }
            return study.table();
        }

        private void tell(List<Answer> answers) {
            answers.forEach(answer -> trainers.forEach(trainer -> trainer.hears(answer)));
        }

        private final class Trainer {
            private int trial = -1;
            private String x = "";
            private int epoch;
            private boolean waits;
            private boolean stopped;
            private final Deque<Integer> sinceCheckpoint = new ArrayDeque<>();

            void turn() {
                if (trial < 0) {
                    study.next().ifPresent(next -> {
                        trial = next.number();
                        x = next.parameters().getOrDefault("x", "");
                        epoch = 0;
                        waits = false;
                        stopped = false;
                        sinceCheckpoint.add(trial);
                    });
                } else if (stopped) {
                    study.finish(trial);
                    trial = -1;
                    if (random.nextBoolean()) {
                        sinceCheckpoint.clear();
                    }
                } else if (!waits) {
                    epoch++;
                    waits = true;
                    double loss = setup.loss().applyAsDouble(x, epoch);
                    boolean ended = epoch == EPOCHS || !Double.isFinite(loss);
                    tell(study.report(new Report(trial, epoch, new EpochLosses(loss, loss), ended)));
                }
            }

            void hears(Answer answer) {
                if (answer.trial() == trial && answer.epoch() == epoch) {
                    waits = false;
                    stopped = answer.stop();
                }
            }

            void isLost() {
                sinceCheckpoint.forEach(study::giveBack);
                sinceCheckpoint.clear();
                trial = -1;
            }
        }
    }
}
