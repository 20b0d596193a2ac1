package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.TrialSplit.StateFile;
import dev.fieldmark.jobs.gpu.GpuException;
import dev.fieldmark.jobs.sweep.Answer;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.Report;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.TrainingEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.RichSourceReaderContext;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * The trainer of one slot. Flink's thread never trains and the trainer's thread never touches Flink: it leaves messages
 * in the inbox. What a checkpoint keeps of a trial is its state as of the last record that was emitted.
 */
final class SweepReader implements SourceReader<SweepRecord, SweepSplit>, TrialTraining.Listener {
    private final SourceReaderContext context;
    private final SweepSetup setup;
    private final TrainingEngine engine;
    private final SlotThread thread;
    private final Inbox inbox = new Inbox();
    private final StateFiles stateFiles;
    private final SlotGauges gauges;
    private final StudyAccumulators accumulators = new StudyAccumulators();
    /** Trials that nobody trains: not begun, or parked for one with a lower number. */
    private final TreeMap<Integer, TrialSplit> queue = new TreeMap<>();
    /** Trials that are over, until the enumerator has heard it. */
    private final Map<Integer, TrialSplit> over = new TreeMap<>();

    private @Nullable Running running;
    private Optional<PublicationSplit> publication = Optional.empty();
    private boolean started;
    private boolean asked;
    private boolean noMoreSplits;
    private boolean deviceShown;

    /** The trial in training and what was emitted of it. */
    private static final class Running {
        private final TrialTraining training;
        private TrialSplit split;

        Running(TrialTraining training, TrialSplit split) {
            this.training = training;
            this.split = split;
        }
    }

    SweepReader(SourceReaderContext context, SweepSetup setup) {
        this.context = context;
        this.setup = setup;
        this.engine = setup.parts().engine().sharing(SlotGpus.share(context));
        this.thread = new SlotThread(context.getIndexOfSubtask());
        // one more than Flink retains: a savepoint counts as complete but lets no checkpoint go
        this.stateFiles =
                new StateFiles(1 + context.getConfiguration().get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS));
        this.gauges = new SlotGauges(context.metricGroup());
        if (context instanceof RichSourceReaderContext rich) {
            accumulators.register(rich.getRuntimeContext());
        }
    }

    // --- what Flink gives -----------------------------------------------------------------------------------------

    /** Restored splits come before {@link #start()}, assigned ones after it. */
    @Override
    public void addSplits(List<SweepSplit> splits) {
        asked = false;
        for (SweepSplit split : splits) {
            if (split instanceof TrialSplit trial) {
                trial.state().map(StateFile::path).filter(this::isOwn).ifPresent(stateFiles::add);
                (trial.isOver() ? over : queue).put(trial.number(), trial);
            } else if (split instanceof PublicationSplit last) {
                publication = Optional.of(last);
            }
        }
        if (started) {
            queue.values().forEach(this::sayAgain);
            parkForLower();
            work();
        }
    }

    /** Rather than one that the study keeps. */
    private boolean isOwn(String stateFile) {
        return FileLocation.of(stateFile).isIn(setup.studyFolder().trials());
    }

    private void sayAgain(TrialSplit trial) {
        trial.unanswered().forEach(report -> send(new SweepEvent.Reports(report)));
    }

    /** Says again what was not answered. */
    @Override
    public void start() {
        started = true;
        List<TrialSplit> held = new ArrayList<>(over.values());
        held.addAll(queue.values());
        send(new SweepEvent.Holds(held.stream().map(TrialSplit::number).toList(), publication.isPresent()));
        for (TrialSplit trial : held) {
            sayAgain(trial);
            trial.handover().ifPresent(left -> send(new SweepEvent.Finishes(trial.number(), left)));
        }
        publication.filter(PublicationSplit::staged).ifPresent(last -> send(new SweepEvent.Stages()));
        work();
    }

    private void send(SweepEvent event) {
        context.sendSourceEventToCoordinator(event);
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof SweepEvent.Answered answered) {
            gauges.study(answered.progress());
            accumulators.show(answered.progress());
            answered(answered.answer(), answered.mayWin());
        } else if (event instanceof SweepEvent.Finished finished) {
            over.remove(finished.trial());
        } else if (event instanceof SweepEvent.Staged) {
            publication = Optional.empty();
        }
        inbox.wake();
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        inbox.wake();
    }

    // --- what is done -----------------------------------------------------------------------------------------------

    private void work() {
        if (running != null) {
            return;
        }
        if (!queue.isEmpty()) {
            TrialSplit split = queue.pollFirstEntry().getValue();
            running = new Running(new TrialTraining(setup, engine, split, this), split);
            gauges.trial(split.number());
            thread.run(running.training);
        } else if (publication.filter(last -> !last.staged()).isPresent()) {
            PublicationSplit last = publication.get();
            thread.run(() -> stage(last));
        } else if (!asked && !noMoreSplits) {
            asked = true;
            context.sendSplitRequest();
        }
    }

    private void parkForLower() {
        if (running != null
                && running.split.isUnanswered()
                && !queue.isEmpty()
                && queue.firstKey() < running.split.number()) {
            running.training.abandon();
            queue.put(running.split.number(), running.split);
            running = null;
        }
    }

    private void answered(Answer answer, boolean mayWin) {
        if (running != null && running.split.number() == answer.trial()) {
            running.split = running.split.answered(answer);
            if (answer.stop()) {
                running.training.end(mayWin);
            } else {
                running.training.goOn(answer.epoch());
            }
        }
        queue.computeIfPresent(answer.trial(), (number, split) -> split.answered(answer));
        over.computeIfPresent(answer.trial(), (number, split) -> split.answered(answer));
    }

    /** On the trainer's thread. */
    private void stage(PublicationSplit last) {
        try {
            String staged = new WinnerPackaging(setup, jobId()).stage(last);
            inbox.put(output -> staged(staged, output));
        } catch (Throwable e) { // an Error of native code too: the job must hear of it
            fail(e);
        }
    }

    private void staged(String staged, ReaderOutput<SweepRecord> output) {
        output.collect(SweepRecord.ofPublication(staged));
        publication = publication.map(PublicationSplit::afterStaging);
        send(new SweepEvent.Stages());
        output.releaseOutputForSplit(PublicationSplit.ID);
        work();
    }

    private String jobId() {
        return context instanceof RichSourceReaderContext rich
                ? rich.getRuntimeContext().getJobInfo().getJobId().toString()
                : "";
    }

    // --- what the trainer's thread says ----------------------------------------------------------------------------

    @Override
    public void trained(TrialTraining training, EpochResult result, boolean ended, Optional<StateFile> state) {
        inbox.put(output -> {
            Running current = running;
            if (current == null || current.training != training) {
                return;
            }
            int trial = current.split.number();
            output.collect(SweepRecord.ofEpoch(trial, result));
            EpochLosses losses = new EpochLosses(result.trainLoss(), result.validLoss());
            Report report = new Report(trial, result.epoch(), losses, ended);
            state.map(StateFile::path).ifPresent(stateFiles::add);
            current.split = current.split.emitted(report, state);
            gauges.epoch(result);
            showDevice();
            send(new SweepEvent.Reports(report));
            if (result.diverged()) {
                over(current, Handover.NOTHING, output);
            }
        });
    }

    /** Not before a training has loaded what computes: that takes its time. */
    private void showDevice() {
        if (!deviceShown && context instanceof RichSourceReaderContext rich) {
            accumulators.trainsOn(rich.getRuntimeContext(), engine.device() + " (" + engine.backend() + ")");
        }
        deviceShown = true;
    }

    @Override
    public void wasOver(TrialTraining training) {
        inbox.put(output -> {
            if (running != null && running.training == training) {
                send(new SweepEvent.EndsEarly(running.split.number()));
            }
        });
    }

    @Override
    public void ended(TrialTraining training, Handover left) {
        inbox.put(output -> {
            if (running != null && running.training == training) {
                over(running, left, output);
            }
        });
    }

    @Override
    public void failed(TrialTraining training, Throwable failure) {
        fail(failure);
    }

    private void fail(Throwable failure) {
        inbox.put(output -> {
            if (failure instanceof GpuException) {
                throw new SuppressRestartsException(failure);
            }
            throw new IOException(
                    "the trainer of slot " + context.getIndexOfSubtask() + " failed: " + failure, failure);
        });
    }

    private void over(Running ended, Handover left, ReaderOutput<SweepRecord> output) {
        TrialSplit split = ended.split.over(left);
        over.put(split.number(), split);
        running = null;
        gauges.idle();
        send(new SweepEvent.Finishes(split.number(), left));
        output.releaseOutputForSplit(split.splitId());
        work();
    }

    // --- Flink's loop and checkpoints --------------------------------------------------------------------------------

    @Override
    public InputStatus pollNext(ReaderOutput<SweepRecord> output) throws Exception {
        Optional<Inbox.Message> message = inbox.poll();
        if (message.isPresent()) {
            message.get().deliver(output);
        }
        if (inbox.hasMore()) {
            return InputStatus.MORE_AVAILABLE;
        }
        boolean done = noMoreSplits && running == null && queue.isEmpty() && over.isEmpty() && publication.isEmpty();
        return done ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return inbox.available();
    }

    @Override
    public List<SweepSplit> snapshotState(long checkpoint) {
        stateFiles.snapshot(checkpoint, neededFiles());
        List<SweepSplit> splits = new ArrayList<>(over.values());
        splits.addAll(trialsUnderWay());
        publication.ifPresent(splits::add);
        return splits;
    }

    private List<TrialSplit> trialsUnderWay() {
        List<TrialSplit> trials = new ArrayList<>(queue.values());
        if (running != null) {
            trials.add(running.split);
        }
        return trials;
    }

    private Set<String> neededFiles() {
        Set<String> files = new HashSet<>();
        trialsUnderWay().forEach(trial -> trial.state().map(StateFile::path).ifPresent(files::add));
        return files;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws IOException {
        stateFiles.completed(checkpoint, neededFiles());
    }

    @Override
    public void close() throws InterruptedException {
        if (running != null) {
            running.training.abandon();
        }
        thread.close();
    }
}
