package dev.fieldmark.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.sample.Needs;
import dev.fieldmark.jobs.sweep.sample.Observation;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final Needs TWO = new Needs.FreeTrainer(2);

    private static TrialHistory trial(long start, int epochs) {
        TrialHistory trial = TrialHistory.proposed(new TreeMap<>(), start);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            trial = trial.plus(new EpochLosses(1.0 / epoch, 1.0 / epoch));
        }
        return trial;
    }

    private static TrialHistory ended(long start, int epochs) {
        return trial(start, epochs).ended(End.COMPLETED);
    }

    private static Timetable of(TrialHistory... trials) {
        return new Timetable(List.of(trials));
    }

    @Test
    void asManyTrialsStartAtOnceAsThereAreTrainers() {
        assertThat(of().start(TWO)).hasValue(0);
        assertThat(of(trial(0, 3)).start(TWO)).hasValue(0);
        assertThat(of(trial(0, 3), trial(0, 3)).start(TWO)).isEmpty();
    }

    @Test
    void theNextStartsWhenTheFirstTrainerIsFree() {
        assertThat(of(ended(0, 9), ended(0, 4)).start(TWO)).hasValue(4);
        assertThat(of(ended(0, 9), ended(0, 4), ended(4, 2)).start(TWO)).hasValue(6);
        assertThat(of(ended(0, 9), ended(0, 4), ended(4, 7)).start(TWO)).hasValue(9);
    }

    @Test
    void isUnknownWhileATrialMayStillHaveEndedBefore() {
        assertThat(of(trial(0, 3), ended(0, 4)).start(TWO)).isEmpty();
        assertThat(of(trial(0, 4), ended(0, 4)).start(TWO)).hasValue(4);
        assertThat(of(trial(0, 4).undecided(true), ended(0, 4)).start(TWO)).isEmpty();
    }

    @Test
    void whatIsSeenDoesNotHangOnHowFarATrialReallyIs() {
        var soon = of(trial(0, 4), ended(0, 4));
        var late = of(ended(0, 9), ended(0, 4));

        assertThat(soon.seenBy(TWO, 4)).isEqualTo(late.seenBy(TWO, 4));
        assertThat(late.seenBy(TWO, 4))
                .extracting(Observation::status)
                .containsExactly(Observation.Status.RUNNING, Observation.Status.COMPLETED);
        assertThat(late.seenBy(TWO, 4).get(0).loss()).isEqualTo(0.25);
    }

    @Test
    void aGenerationWaitsForTheEndOfThoseBefore() {
        Needs two = new Needs.EndOfFirst(2);
        assertThat(of(ended(0, 1), trial(0, 5)).start(two)).isEmpty();
        assertThat(of(ended(0, 1), ended(0, 5), ended(0, 2)).start(two)).hasValue(0);
        assertThat(of(ended(0, 1), ended(0, 5), ended(0, 2)).seenBy(two, 0))
                .extracting(Observation::status)
                .containsExactly(
                        Observation.Status.COMPLETED, Observation.Status.COMPLETED, Observation.Status.RUNNING);
    }
}
