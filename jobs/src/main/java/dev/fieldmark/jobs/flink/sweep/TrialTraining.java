package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.TrialSplit.StateFile;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one trial on the trainer's thread, epoch by epoch, and waits for an answer at each rung and at its end. It never touches
 * Flink, and it is never interrupted: it looks at its orders between two epochs.
 */
final class TrialTraining implements Runnable {
    /** Hears, on the trainer's thread, what came of the orders. */
    interface Listener {
        void trained(TrialTraining training, EpochResult result, boolean ended, Optional<StateFile> state);

        /** It was resumed where nothing is left to train: its patience is at its end. */
        void wasOver(TrialTraining training);

        void ended(TrialTraining training, Handover left);

        void failed(TrialTraining training, Throwable failure);
    }

    private enum Order {
        TRAIN,
        WAIT,
        SAVE_BEST,
        DROP,
        ABANDON
    }

    private static final Logger LOG = LoggerFactory.getLogger(TrialTraining.class);

    /** A big net's state is hundreds of megabytes: it is written so seldom that this costs two percent of the time. */
    private static final long STATE_COSTS_AT_MOST_ONE_IN = 50;

    private final SweepSetup setup;
    private final TrainingEngine engine;
    private final TrialSplit from;
    private final Listener listener;
    private final SweepSpec spec;
    private Order order;
    private int waitsAt;
    private long lastStateNanos = System.nanoTime();
    private long leastNanos;

    TrialTraining(SweepSetup setup, TrainingEngine engine, TrialSplit from, Listener listener) {
        this.setup = setup;
        this.engine = engine;
        this.from = from;
        this.listener = listener;
        this.waitsAt = from.epoch();
        this.leastNanos = setup.stateInterval().toNanos();
        this.spec = setup.parts().spec();
        boolean waits = from.isUnanswered() && (from.ending() || isRung(from.epoch()));
        this.order = waits ? Order.WAIT : from.ending() ? Order.SAVE_BEST : Order.TRAIN;
    }

    /** The answer to this epoch is there: train on, if it is the epoch that waits (the trainer may be further). */
    synchronized void goOn(int epoch) {
        if (order == Order.WAIT && waitsAt == epoch) {
            give(Order.TRAIN);
        }
    }

    /** The answer is there: be done, and save the best weights where they may be the winner's. */
    synchronized void end(boolean mayWin) {
        if (order != Order.ABANDON) {
            give(mayWin ? Order.SAVE_BEST : Order.DROP);
        }
    }

    /** Be done and hand over nothing. */
    synchronized void abandon() {
        give(Order.ABANDON);
    }

    private synchronized void give(Order newOrder) {
        order = newOrder;
        notifyAll();
    }

    private synchronized boolean isAbandoned() {
        return order == Order.ABANDON;
    }

    private synchronized Order awaitOrder() throws InterruptedException {
        while (order == Order.WAIT) {
            wait();
        }
        return order;
    }

    private synchronized void waitAt(int epoch) {
        if (order == Order.TRAIN) {
            order = Order.WAIT;
            waitsAt = epoch;
        }
    }

    private boolean isRung(int epoch) {
        return epoch > 0 && spec.isRung(from.number(), epoch);
    }

    @Override
    public void run() {
        try {
            train();
        } catch (Throwable e) { // whatever it is, an Error of native code too: the job must hear of it
            listener.failed(this, e);
        }
    }

    private void train() throws IOException, InterruptedException {
        if (isAbandoned()) {
            return;
        }
        try (Training training = open()) {
            Order last = awaitOrder();
            if (last == Order.TRAIN && training.over()) {
                waitAt(training.epoch());
                listener.wasOver(this);
                last = awaitOrder();
            }
            while (last == Order.TRAIN && !training.over()) {
                if (!trainEpoch(training)) {
                    return;
                }
                last = awaitOrder();
            }
            if (last != Order.ABANDON) {
                listener.ended(this, handover(training, last != Order.DROP));
            }
        }
    }

    private Handover handover(Training training, boolean mayWin) throws IOException {
        StudyFolder folder = setup.studyFolder();
        String best = "";
        if (mayWin) {
            FileLocation file = folder.newFile(from.number(), "best");
            file.write(training::saveBest);
            best = file.toString();
        }
        String state = "";
        if (completes(training.epoch())) {
            FileLocation file = folder.newKeptFile(from.number());
            file.write(training::save);
            state = file.toString();
        }
        return new Handover(best, state);
    }

    /** A trial that ended with a smaller budget may be handed over with a larger one, after a restart. */
    private boolean completes(int epoch) {
        return spec.search(from.number()).budget().completesAt(epoch);
    }

    /** Whether there is more to do: a trial that diverged has no weights to save, one that was abandoned no reader. */
    private boolean trainEpoch(Training training) throws IOException {
        EpochResult result = training.trainEpoch();
        if (isAbandoned()) {
            return false;
        }
        boolean ended = training.over() || result.diverged();
        Optional<StateFile> state = ended ? Optional.empty() : saveWhereDue(training);
        if (ended || isRung(result.epoch())) {
            waitAt(result.epoch());
        }
        listener.trained(this, result, ended, state);
        return !result.diverged();
    }

    private Optional<StateFile> saveWhereDue(Training training) throws IOException {
        long start = System.nanoTime();
        if (start - lastStateNanos < leastNanos) {
            return Optional.empty();
        }
        FileLocation file = setup.studyFolder().newFile(from.number(), "state-" + training.epoch());
        file.write(training::save);
        lastStateNanos = System.nanoTime();
        if (leastNanos > 0) {
            leastNanos = Math.max(leastNanos, STATE_COSTS_AT_MOST_ONE_IN * (lastStateNanos - start));
        }
        return Optional.of(new StateFile(file.toString(), training.epoch()));
    }

    /** Where the trial stands by its last emitted record: what lies between its training state and that is trained again. */
    private Training open() throws IOException {
        Training training = resume();
        while (training.epoch() < from.epoch() && !isAbandoned()) {
            training.trainEpoch();
        }
        return training;
    }

    private Training resume() throws IOException {
        TrainingPlan plan = setup.plan(from.trial());
        if (from.state().isPresent()) {
            try {
                return FileLocation.of(from.state().get().path()).read(file -> engine.resume(plan, file));
            } catch (IOException e) {
                LOG.warn("Trial {} trains its first {} epochs again: {}", from.number(), from.epoch(), e.toString());
            }
        }
        return engine.start(plan);
    }
}
