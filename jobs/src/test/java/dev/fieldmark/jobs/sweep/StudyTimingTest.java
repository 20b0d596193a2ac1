package dev.fieldmark.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays trainers that take turns by chance and are lost by chance: the table must not know. */
class StudyTimingTest {
    private static final int TRIALS = 12;
    private static final int EPOCHS = 9;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void theTableIsTheSameAtAnyNumberOfTrainersAndWhateverIsLost(int trainers) {
        List<TrialRow> undisturbed = new Play(new Random(0), 1, 0).table();
        assertThat(undisturbed).extracting(TrialRow::state).contains("pruned", "completed", "diverged");
        for (int seed = 0; seed < 200; seed++) {
            assertThat(new Play(new Random(seed), trainers, 0.05).table())
                    .as("seed %d", seed)
                    .isEqualTo(undisturbed);
        }
    }

    private static double loss(int trial, int epoch) {
        return trial == 5 && epoch == 4 ? Double.NaN : (trial * 7 % 5 + 1.0) / (epoch + trial % 3);
    }

    private static final class Play {
        private final Random random;
        private final double losses;
        private final Study study = Study.of(
                new Numbered("x", String::valueOf),
                new WorseThanMedian(),
                new Budget(TRIALS, EPOCHS, Optional.empty()),
                () -> Instant.EPOCH,
                StudyState.empty());
        private final List<Trainer> trainers = new ArrayList<>();

        Play(Random random, int trainers, double losses) {
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
            private int epoch;
            private boolean waits;
            private boolean stopped;
            private final Deque<Integer> sinceCheckpoint = new ArrayDeque<>();

            void turn() {
                if (trial < 0) {
                    study.next().ifPresent(next -> {
                        trial = next.number();
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
                    double loss = loss(trial, epoch);
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
