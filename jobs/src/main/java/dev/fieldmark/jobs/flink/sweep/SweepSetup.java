package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.spec.Search;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.train.InitialWeights;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A sweep that was submitted: what each of its processes must know.
 *
 * @param folder of the study, the same for all processes
 * @param dataset folder of the prepared dataset, the same for all processes
 * @param validationFraction of the split
 * @param hashes of dataset and study
 * @param stateInterval at least so long between two training states of a trial
 */
public record SweepSetup(
        SweepParts parts,
        String folder,
        String dataset,
        double validationFraction,
        StudyHashes hashes,
        Duration stateInterval)
        implements Serializable {
    StudyFolder studyFolder() {
        return new StudyFolder(FileLocation.of(folder));
    }

    /** What came of the study with the budget that it has now; empty while it is unfinished. */
    public Optional<Outcome> outcome() throws IOException {
        SweepSpec spec = parts.spec();
        return studyFolder().outcome().filter(known -> known.covers(spec.trials(), spec.maxEpochs()));
    }

    /** Removes what failures left behind, if the outcome is known. */
    public void tidy() throws IOException {
        if (outcome().isPresent()) {
            studyFolder().tidy();
        }
    }

    /** Whether the outcome is known and the job ended: one that did not has left a checkpoint, and more to do. */
    boolean isFinished() throws IOException {
        return outcome().isPresent() && !studyFolder().hasCheckpoint();
    }

    /** Names a training together with the trial's number: the study's, and with which larger budgets it went on. */
    String fingerprint() {
        SweepSpec spec = parts.spec();
        return spec.searches().get(0).formerMaxEpochs().isEmpty()
                ? hashes.fingerprint()
                : hashes.fingerprint() + "-" + spec.trials() + "x" + spec.maxEpochs();
    }

    /** What a trial of this sweep trains: from this machine, to which what is in an object store is copied first. */
    public TrainingPlan plan(Trial trial) throws IOException {
        Search search = parts.spec().search(trial.number());
        return new TrainingPlan(
                FileLocation.of(dataset).localFolder(),
                validationFraction,
                search.rows(),
                search.points(),
                search.recipe(trial.parameters()),
                seed(search.seed(), trial.number()),
                search.scheduleEpochs(),
                search.maxEpochs(),
                search.patience().orElse(search.maxEpochs()),
                parts.spec().threads(),
                init());
    }

    private Optional<InitialWeights> init() throws IOException {
        if (hashes.init().isEmpty()) {
            return Optional.empty();
        }
        StudyFolder study = studyFolder();
        Path checkpoint =
                study.initFolder().localFolder().resolve(study.initCheckpoint().name());
        return Optional.of(new InitialWeights(checkpoint, hashes.init()));
    }

    /** Of the study's seed and the trial's number alone, and unlike those of its neighbours. */
    private static long seed(long study, int trial) {
        return new SplittableRandom(new SplittableRandom(study).nextLong() + trial).nextLong();
    }
}
