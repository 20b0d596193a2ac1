package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.flink.sweep.TrialSplit.StateFile;
import dev.fieldmark.jobs.sweep.Answer;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.Report;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.train.EpochResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTrainingTest {
    @TempDir
    private Path folder;

    /** What was heard of a training. */
    private static final class Heard implements TrialTraining.Listener {
        private final List<Integer> epochs = new ArrayList<>();
        private Optional<Handover> handover = Optional.empty();

        @Override
        public void trained(TrialTraining training, EpochResult result, boolean ended, Optional<StateFile> state) {
            epochs.add(result.epoch());
            if (ended) {
                training.end(true);
            } else {
                training.goOn(result.epoch());
            }
        }

        @Override
        public void wasOver(TrialTraining training) {
            throw new AssertionError("it had epochs to train");
        }

        @Override
        public void ended(TrialTraining training, Handover left) {
            handover = Optional.of(left);
        }

        @Override
        public void failed(TrialTraining training, Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private Heard run(SweepParts parts, TrialSplit split) throws Exception {
        var heard = new Heard();
        SweepSetup setup =
                new SweepRuns(folder).submit(parts, Duration.ofDays(1)).setup();
        new TrialTraining(setup, setup.parts().engine(), split, heard).run();
        return heard;
    }

    private static Trial trial() {
        return new Trial(0, new TreeMap<>(Map.of("learning-rate", FakeEngine.learningRate(0))));
    }

    @Test
    void aTrialThatEndedWithASmallerBudgetIsHandedOverWithItsState() throws Exception {
        FakeParts parts = new SweepRuns(folder).parts();
        Report last = new Report(0, FakeParts.EPOCHS, new EpochLosses(0.1, 0.1), true);
        TrialSplit ended = new TrialSplit(
                        trial(), FakeParts.EPOCHS - 1, Optional.empty(), false, Optional.empty(), List.of())
                .emitted(last, Optional.empty())
                .answered(new Answer(0, FakeParts.EPOCHS, true));

        Heard heard = run(new GrowingParts(parts, FakeParts.TRIALS, FakeParts.EPOCHS + 3), ended);

        assertThat(heard.epochs).isEmpty();
        assertThat(Path.of(heard.handover.orElseThrow().state())).isNotEmptyFile();
    }

    @Test
    void aTrialWhoseStateWasLetGoTellsOnlyOfWhatComesAfterIt() throws Exception {
        FakeParts parts = new SweepRuns(folder).parts();
        StateFile gone = new StateFile("somewhere", FakeParts.EPOCHS).letGo();

        Heard heard = run(
                new GrowingParts(parts, FakeParts.TRIALS, FakeParts.EPOCHS + 3),
                TrialSplit.goingOn(trial(), gone, Optional.empty()));

        assertThat(heard.epochs).containsExactly(FakeParts.EPOCHS + 1, FakeParts.EPOCHS + 2, FakeParts.EPOCHS + 3);
    }
}
