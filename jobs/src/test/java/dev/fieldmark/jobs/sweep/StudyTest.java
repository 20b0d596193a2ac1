package dev.fieldmark.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.sweep.sample.GridSampler;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StudyTest {
    private static final Sampler SAMPLER = new Numbered("x", String::valueOf);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    private Study study(int trials, int maxEpochs) {
        return study(new Budget(trials, maxEpochs, Optional.empty()), StudyState.empty());
    }

    private Study study(Budget budget, StudyState state) {
        return Study.of(SAMPLER, new WorseThanMedian(), budget, now::get, state);
    }

    private static Report epoch(int trial, int epoch, double loss) {
        return new Report(trial, epoch, new EpochLosses(loss, loss), false);
    }

    private static Report last(int trial, int epoch, double loss) {
        return new Report(trial, epoch, new EpochLosses(loss, loss), true);
    }

    @Test
    void handsOutTrialsInOrderUntilTheBudgetIsSpent() {
        Study study = study(2, 5);

        assertThat(study.next().orElseThrow().number()).isEqualTo(0);
        assertThat(study.next().orElseThrow().number()).isEqualTo(1);
        assertThat(study.next()).isEmpty();
    }

    @Test
    void handsOutWhatWasGivenBackFirstAndTheLowestOfThoseFirst() {
        Study study = study(9, 5);
        for (int i = 0; i < 4; i++) {
            study.next();
        }
        study.giveBack(2);
        study.giveBack(1);

        assertThat(study.next().orElseThrow().number()).isEqualTo(1);
        assertThat(study.next().orElseThrow().number()).isEqualTo(2);
        assertThat(study.next().orElseThrow().number()).isEqualTo(4);
    }

    @Test
    void stopsHandingOutWhereTheSamplerHasNoFurtherPoint() {
        Sampler three = new GridSampler(SearchSpace.of(Map.of("x", new Dimension.Choice(List.of("a", "b", "c")))), 2);
        Study study = Study.of(
                three,
                new WorseThanMedian(),
                new Budget(9, 5, Optional.empty()),
                () -> Instant.EPOCH,
                StudyState.empty());

        assertThat(study.total()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            study.next();
        }
        assertThat(study.next()).isEmpty();
    }

    @Test
    void startsNoTrialAfterItsMaxDuration() {
        Budget budget = new Budget(9, 5, Optional.of(Duration.ofHours(1)));
        Study study = study(budget, StudyState.empty());
        study.next();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(61)));
        Study resumed = study(budget, study.state());

        assertThat(resumed.next()).isEmpty();
        resumed.report(last(0, 1, 1));
        resumed.finish(0);
        assertThat(resumed.isOver()).isTrue();
    }

    @Test
    void answersAtOnceBetweenRungs() {
        Study study = study(2, 9);
        study.next();
        study.next();

        assertThat(study.report(epoch(1, 1, 1))).containsExactly(new Answer(1, 1, false));
    }

    @Test
    void answersAtARungOnceEveryLowerTrialHasReportedIt() {
        Study study = study(3, 9);
        for (int trial = 0; trial < 3; trial++) {
            study.next();
            study.report(epoch(trial, 1, 5));
        }

        assertThat(study.report(epoch(2, 2, 4))).isEmpty();
        assertThat(study.report(epoch(1, 2, 3))).isEmpty();
        assertThat(study.report(epoch(0, 2, 2)))
                .containsExactly(new Answer(0, 2, false), new Answer(1, 2, false), new Answer(2, 2, true));
        assertThat(study.table().get(2).state()).isEqualTo("pruned");
    }

    @Test
    void aLowerTrialThatIsOverBeforeTheRungHoldsNobodyUp() {
        Study study = study(2, 9);
        study.next();
        study.next();
        study.report(epoch(1, 1, 1));
        study.report(epoch(1, 2, 1));

        assertThat(study.report(new Report(0, 1, new EpochLosses(1, Double.NaN), true)))
                .containsExactly(new Answer(0, 1, true), new Answer(1, 2, false));
    }

    @Test
    void givesAKnownReportItsKnownAnswer() {
        Study study = study(3, 9);
        for (int trial = 0; trial < 3; trial++) {
            study.next();
            study.report(epoch(trial, 1, 5));
            study.report(epoch(trial, 2, trial));
        }
        study.report(epoch(0, 3, 5));
        study.report(epoch(0, 4, 9));

        assertThat(study.report(epoch(2, 2, 2))).containsExactly(new Answer(2, 2, true));
        assertThat(study.report(epoch(0, 2, 0))).containsExactly(new Answer(0, 2, false));
        assertThat(study.irreproducible()).isZero();
    }

    @Test
    void aRepeatedReportThatStillWaitsIsNotAnswered() {
        Study study = study(2, 9);
        study.next();
        study.next();
        study.report(epoch(1, 1, 1));
        study.report(epoch(1, 2, 1));

        assertThat(study.report(epoch(1, 2, 1))).isEmpty();
    }

    @Test
    void keepsTheFirstLossesOfAReplayThatDiffersAndCountsIt() {
        Study study = study(1, 9);
        study.next();
        study.report(epoch(0, 1, 0.5));

        study.report(epoch(0, 1, Math.nextUp(0.5)));

        assertThat(study.irreproducible()).isEqualTo(1);
        assertThat(study.table().get(0).epochs()).containsExactly(new EpochLosses(0.5, 0.5));
    }

    @Test
    void refusesAReportThatSkipsAnEpoch() {
        Study study = study(1, 9);
        study.next();

        assertThatThrownBy(() -> study.report(epoch(0, 3, 1)))
                .hasMessage("report of trial 0 was of epoch 3 but must be of epoch 1 or before");
    }

    @Test
    void refusesAReportBeyondARungThatIsUndecided() {
        Study study = study(2, 9);
        study.next();
        study.next();
        study.report(epoch(1, 1, 1));
        study.report(epoch(1, 2, 1));

        assertThatThrownBy(() -> study.report(epoch(1, 3, 1)))
                .hasMessage("report of trial 1 was of epoch 3 but must wait for the answer to epoch 2");
    }

    @Test
    void tellsHowEachTrialEnded() {
        Study study = study(3, 3);
        for (int trial = 0; trial < 3; trial++) {
            study.next();
        }
        study.report(last(0, 1, 1));
        study.report(new Report(1, 1, new EpochLosses(Double.POSITIVE_INFINITY, 1), true));
        study.report(epoch(2, 1, 1));
        study.report(epoch(2, 2, 1));
        study.report(last(2, 3, 1));

        assertThat(study.table()).extracting(TrialRow::state).containsExactly("early-stopped", "diverged", "completed");
    }

    @Test
    void isOverWhenEveryTrialWasHandedOverAndNotBefore() {
        Study study = study(1, 1);
        study.next();
        study.report(last(0, 1, 1));
        assertThat(study.isOver()).isFalse();

        study.finish(0);
        assertThat(study.isOver()).isTrue();

        study.giveBack(0);
        assertThat(study.isOver()).isFalse();
    }

    @Test
    void theLeaderHasTheLowestLossOfTheLowestNumberAndDidNotDiverge() {
        Study study = study(4, 2);
        for (int trial = 0; trial < 4; trial++) {
            study.next();
        }
        study.report(last(0, 1, 3));
        study.report(last(1, 1, 2));
        study.report(last(2, 1, 2));
        study.report(epoch(3, 1, 1));
        study.report(last(3, 2, Double.NaN));

        assertThat(study.leaders(1).get(0).trial()).isEqualTo(1);
    }

    @Test
    void countsEndsAndLeaderAnewWhenATrialEndsOrGoesOn() {
        Study small = study(2, 1);
        small.next();
        small.next();
        small.report(last(0, 1, 2));
        assertThat(small.ended(End.COMPLETED)).isEqualTo(1);
        assertThat(small.leaders(1).get(0).trial()).isEqualTo(0);

        small.report(last(1, 1, Double.NaN));
        assertThat(small.ended()).isEqualTo(2);
        assertThat(small.ended(End.DIVERGED)).isEqualTo(1);
        small.finish(0);
        small.finish(1);

        Study larger = study(new Budget(2, 3, List.of(1), Optional.empty()), small.state());
        assertThat(larger.leaders(1).get(0).trial()).isEqualTo(0);
        larger.reopen(0);
        assertThat(larger.ended()).isEqualTo(1);
        assertThat(larger.leaders(1)).isEmpty();
    }

    @Test
    void itsStateReadsBackAsItWasWritten() throws IOException {
        Study study = study(new Budget(3, 9, Optional.of(Duration.ofHours(1))), StudyState.empty());
        for (int trial = 0; trial < 3; trial++) {
            study.next();
        }
        study.report(epoch(0, 1, 0.1));
        study.report(epoch(1, 1, 0.1));
        study.report(epoch(1, 2, Double.MIN_VALUE));
        study.report(epoch(2, 1, Double.NaN));
        study.giveBack(0);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        study.state().writeTo(new DataOutputStream(bytes));

        assertThat(StudyState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(study.state());
    }

    private static Study play(Study study) {
        for (var next = study.next(); next.isPresent(); next = study.next()) {
            int trial = next.get().number();
            int first = study.table().get(trial).epochs().size();
            List<Answer> answers = first == 0
                    ? List.of()
                    : study.rungReport(trial, first).map(study::report).orElse(List.of());
            boolean stops = answers.stream().anyMatch(Answer::stop);
            for (int epoch = first + 1; !stops && epoch <= 12; epoch++) {
                double loss = (trial * 7 % 5 + 1.0) / epoch;
                stops =
                        study
                                .report(
                                        epoch == maxEpochs(study)
                                                ? last(trial, epoch, loss)
                                                : epoch(trial, epoch, loss))
                                .stream()
                                .anyMatch(answer -> answer.trial() == trial && answer.stop());
            }
            study.finish(trial);
        }
        return study;
    }

    private static int maxEpochs(Study study) {
        return study.total() == 9 ? 9 : 6;
    }

    @Test
    void aFinishedStudyGrowsIntoTheOneThatHadTheLargerBudgetFromTheStart() {
        Study small = play(study(5, 6));
        assertThat(small.isOver()).isTrue();
        Budget larger = new Budget(9, 9, List.of(6), Optional.empty());

        Study grown = study(larger, small.state());
        assertThat(grown.isOver()).isFalse();
        grown.reopenable().forEach(grown::reopen);

        assertThat(play(grown).table()).isEqualTo(play(study(9, 9)).table());
        assertThat(grown.isOver()).isTrue();
    }

    @Test
    void aTrialThatCompletesASmallerBudgetIsNotOverBeforeItWentOn() {
        Study study = study(new Budget(1, 9, List.of(1), Optional.empty()), StudyState.empty());
        study.next();
        study.report(last(0, 1, 1));
        study.finish(0);
        assertThat(study.isOver()).isFalse();
        assertThat(study.next()).isEmpty();

        study.reopenable().forEach(study::reopen);

        assertThat(study.next().orElseThrow().number()).isZero();
        assertThat(study.report(epoch(0, 2, 1))).containsExactly(new Answer(0, 2, false));
    }

    @Test
    void aReopenedTrialWithoutPatienceEndsEarly() {
        Study study = study(new Budget(1, 9, List.of(1), Optional.empty()), StudyState.empty());
        study.next();
        study.report(last(0, 1, 1));
        study.finish(0);
        study.reopen(0);
        study.next();

        assertThat(study.endEarly(0)).containsExactly(new Answer(0, 1, true));
        study.finish(0);
        assertThat(study.isOver()).isTrue();
        assertThat(study.table().get(0).state()).isEqualTo("early-stopped");
    }
}
