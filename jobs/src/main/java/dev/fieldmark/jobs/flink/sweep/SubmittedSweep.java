package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.jobs.flink.Recovery;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.spec.MoreBudget;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.StudyTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A sweep whose study folder is open: ready to run, or finished already.
 *
 * @param resumesFrom the checkpoint with which it goes on; empty where it starts
 */
public record SubmittedSweep(SweepSetup setup, Duration checkpointInterval, Optional<FileLocation> resumesFrom) {
    /**
     * A checkpoint takes milliseconds, for no trainer takes part in it. But Flink 2.3 forgets what it was about to send to
     * a task manager that dies in the middle of one, the next checkpoint waits for that in vain, and readers hear
     * nothing meanwhile: it must be given up soon.
     */
    private static final Duration CHECKPOINT_TIMEOUT = Duration.ofSeconds(20);

    private static final int FAILED_CHECKPOINTS = 3;

    /**
     * Opens the study's folder: a new study starts, an unfinished one of the same spec and dataset goes on.
     *
     * @param yaml the spec's text
     * @throws dev.fieldmark.jobs.spec.SpecException where the weights that the spec names can't be used
     */
    public static SubmittedSweep open(
            String yaml, StudyRequest request, FileLocation studies, DatasetSummary dataset, SweepIntervals intervals)
            throws IOException, StudyExistsException {
        SpecParts parts = new SpecParts(yaml, request);
        double fraction = parts.spec().validationFraction().orElse(dataset.validationFraction());
        String determining = request.firstTrials().isEmpty() ? yaml : yaml + "\n" + request.firstTrials();
        StudyHashes drawn = StudyHashes.of(determining, dataset.contentHash(), dataset.splitHash(), fraction);
        Optional<StudyInit> init = init(parts, request, studies, dataset);
        SubmittedSweep sweep = open(
                parts,
                studies,
                FileLocation.of(request.data()),
                fraction,
                init.map(drawn::startingFrom).orElse(drawn),
                intervals);
        sweep.folder().write(request);
        return sweep;
    }

    /** From which weights its nets start: found, copied and proved once, before the study begins. */
    private static Optional<StudyInit> init(
            SpecParts parts, StudyRequest request, FileLocation studies, DatasetSummary dataset) throws IOException {
        SweepSpec spec = parts.spec();
        StudyFolder folder = StudyFolder.of(studies, spec.study());
        if (spec.init().isEmpty()) {
            return Optional.empty();
        }
        if (!folder.isBegun()) {
            folder.write(FoundInit.find(spec, request.specFile(), parts.store(), Optional.of(dataset), parts.engine()));
        }
        return folder.init();
    }

    /** From which weights its nets start; empty where from drawn ones. */
    public Optional<StudyInit> init() throws IOException {
        return setup.hashes().init().isEmpty() ? Optional.empty() : folder().init();
    }

    /** The same, of other parts than a spec's. */
    public static SubmittedSweep open(
            SweepParts parts,
            FileLocation studies,
            FileLocation dataset,
            double validationFraction,
            StudyHashes hashes,
            SweepIntervals intervals)
            throws IOException, StudyExistsException {
        SweepSpec spec = parts.spec();
        StudyFolder folder = StudyFolder.open(studies, spec.study(), spec.yaml(), hashes.fingerprint());
        SweepSetup setup = new SweepSetup(
                parts,
                folder.path().toString(),
                dataset.absolute().toString(),
                validationFraction,
                hashes,
                intervals.trainingState());
        return new SubmittedSweep(setup, intervals.checkpoint(), checkpoint(setup));
    }

    /** Where it goes on; since a finished study's budget grew, nothing that is older than its outcome. */
    private static Optional<FileLocation> checkpoint(SweepSetup setup) throws IOException {
        StudyFolder folder = setup.studyFolder();
        if (setup.isFinished()) {
            return Optional.empty();
        }
        boolean grew = folder.outcome().isPresent() && setup.outcome().isEmpty();
        return grew ? folder.newestCheckpointSinceOutcome() : folder.newestCheckpoint();
    }

    /**
     * The request with a larger budget; nothing is written.
     *
     * @throws IllegalArgumentException where the budget is no larger one, or the study is just publishing
     */
    public static StudyRequest enlarged(StudyFolder folder, StudyRequest request, String budget) throws IOException {
        SweepSpec spec = request.spec(folder.yaml());
        StudyRequest enlarged = request.with(MoreBudget.of(budget, spec));
        boolean finished = folder.outcome().isPresent() && !folder.hasCheckpoint();
        boolean training = (folder.outcome().isEmpty()
                        || folder.newestCheckpointSinceOutcome().isPresent())
                && folder.table().phase().equals(StudyTable.TRAINING);
        if (!finished && !training) {
            throw new IllegalArgumentException(
                    folder.path() + " was " + folder.table().phase()
                            + " but must be training or finished to get a larger budget: run it to its end first");
        }
        return enlarged;
    }

    public StudyFolder folder() {
        return setup.studyFolder();
    }

    public String name() {
        return "sweep " + setup.parts().spec().study();
    }

    /** Whether nothing is left to do. */
    public boolean isFinished() throws IOException {
        return setup.isFinished();
    }

    /**
     * The sweep as a job. It goes on from the checkpoint or savepoint that the environment names (the UI's form does),
     * else from the study's newest; without either it starts, and forgets what an attempt that left none did.
     *
     * @throws StudyExistsException where the study is finished
     */
    public StreamGraph job(StreamExecutionEnvironment environment) throws IOException, StudyExistsException {
        if (isFinished()) {
            setup.tidy();
            throw new StudyExistsException(
                    folder().path() + " is finished; its outcome is in " + folder().outcomeFile());
        }
        environment.configure(configuration());
        boolean given = environment
                .getConfiguration()
                .getOptional(StateRecoveryOptions.SAVEPOINT_PATH)
                .isPresent();
        if (!given && resumesFrom.isPresent()) {
            folder().removeCheckpointsBut(resumesFrom.get());
            environment.configure(Recovery.from(resumesFrom.get().uri()));
        } else if (!given) {
            folder().startAgain();
        }
        SweepTopology.build(environment, setup);
        StreamGraph job = environment.getStreamGraph();
        job.setJobName(name());
        job.registerJobStatusHook(new TidyAtTheEnd(setup));
        return job;
    }

    private Configuration configuration() {
        Configuration configuration = Recovery.by(folder().checkpoints().uri(), checkpointInterval);
        configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS);
        return configuration;
    }
}
