package dev.fieldmark.bench.sweep;

import dev.fieldmark.bench.sweep.Simulation.Progress;
import dev.fieldmark.bench.sweep.Simulation.Stay;
import dev.fieldmark.bench.sweep.Simulation.Stay.Doing;
import dev.fieldmark.jobs.sweep.Answer;
import dev.fieldmark.jobs.sweep.Budget;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.Report;
import dev.fieldmark.jobs.sweep.Study;
import dev.fieldmark.jobs.sweep.StudyState;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Plays a sweep through the real {@link Study}, with trainers that take from a {@link Learner} what they would have
 * trained, and seconds that only count. Reports and answers take no time.
 */
public final class SimulatedSweep {
    private final Learner learner;
    private final Study study;
    private final List<Slot> slots;
    private final List<Stay> stays = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();
    private double now;
    private double lastStart;

    private SimulatedSweep(Learner learner, Study study, int slots) {
        this.learner = learner;
        this.study = study;
        this.slots = IntStream.range(0, slots).mapToObj(i -> new Slot()).toList();
    }

    /**
     * Plays a sweep.
     *
     * @param trials at most
     * @param slots that train at the same time
     * @param goal the loss at which it ends early; negative infinity for none
     */
    public static Simulation play(Learner learner, Sampler sampler, Pruner pruner, int trials, int slots, double goal) {
        var budget = new Budget(trials, learner.maxEpochs(), Optional.empty());
        var study = Study.of(sampler, pruner, budget, () -> Instant.EPOCH, StudyState.empty());
        return new SimulatedSweep(learner, study, slots).play(goal);
    }

    private Simulation play(double goal) {
        while (!study.isOver() && best() > goal) {
            slots.stream().filter(slot -> slot.doing == Doing.NOTHING).forEach(this::take);
            Slot next = slots.stream()
                    .filter(slot -> slot.doing == Doing.TRAINING)
                    .min(Comparator.comparingDouble(slot -> slot.until))
                    .orElseThrow(() -> new IllegalStateException("the study waits for nobody"));
            now = next.until;
            study.report(next.epochTrained()).forEach(this::hear);
        }
        slots.forEach(slot -> slot.becomes(Doing.NOTHING));
        return new Simulation(study.table(), stays, progress, lastStart, now, slots.size());
    }

    private double best() {
        return progress.isEmpty()
                ? Double.POSITIVE_INFINITY
                : progress.get(progress.size() - 1).bestLoss();
    }

    private void take(Slot slot) {
        study.next().ifPresent(trial -> {
            lastStart = now;
            slot.begin(trial);
        });
    }

    private void hear(Answer answer) {
        slots.stream().filter(slot -> slot.awaits(answer)).findFirst().ifPresent(slot -> {
            if (answer.stop()) {
                study.finish(answer.trial());
                slot.becomes(Doing.NOTHING);
            } else {
                slot.train();
            }
        });
    }

    private final class Slot {
        private Doing doing = Doing.NOTHING;
        private double since;
        private double until;
        private int trial = -1;
        private int epoch;
        private RecordedCurve curve = new RecordedCurve(new TreeMap<>(), 0, List.of(0.0));

        void begin(Trial next) {
            trial = next.number();
            epoch = 0;
            curve = learner.learn(next.parameters());
            train();
        }

        void train() {
            becomes(Doing.TRAINING);
            until = now + curve.secondsPerEpoch();
        }

        void becomes(Doing other) {
            if (now > since) {
                stays.add(new Stay(doing, since, now));
            }
            doing = other;
            since = now;
        }

        Report epochTrained() {
            becomes(Doing.WAITING);
            epoch++;
            double loss = curve.validLosses().get(epoch - 1);
            int epochs = progress.size() + 1;
            double least = Double.isFinite(loss) ? Math.min(best(), loss) : best();
            progress.add(new Progress(study.table().size(), epochs, trained(), least));
            boolean ended = epoch == learner.maxEpochs() || !Double.isFinite(loss);
            return new Report(trial, epoch, new EpochLosses(loss, loss), ended);
        }

        private double trained() {
            double before =
                    progress.isEmpty() ? 0 : progress.get(progress.size() - 1).seconds();
            return before + curve.secondsPerEpoch();
        }

        boolean awaits(Answer answer) {
            return doing == Doing.WAITING && answer.trial() == trial && answer.epoch() == epoch;
        }
    }
}
