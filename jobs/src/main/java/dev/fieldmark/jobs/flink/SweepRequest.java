package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.StudyFolder;
import dev.fieldmark.jobs.flink.sweep.StudyRequest;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.flink.sweep.SweepIntervals;
import dev.fieldmark.jobs.spec.SpecException;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpec.Warmth;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * A sweep to run.
 *
 * @param spec the YAML file
 * @param data folder of the prepared dataset
 * @param store the model store
 * @param studies folder of the studies' folders
 */
public record SweepRequest(Path spec, Path data, Path store, Path studies, SweepIntervals intervals) {
    /**
     * Checks spec and dataset and opens the study's folder. A budget that the study was given later stays.
     *
     * @throws StudyExistsException where the study's name is taken by another spec or dataset
     */
    public SubmittedSweep open() throws IOException, StudyExistsException {
        SweepSpec read = SweepSpecReader.read(spec);
        var known = new StudyFolder(studies.resolve(read.study()).toAbsolutePath()).request();
        var request = new StudyRequest(
                String.valueOf(spec.getFileName()),
                data.toAbsolutePath().toString(),
                store.toAbsolutePath().toString(),
                known.map(StudyRequest::budgets).orElse(List.of()),
                known.isPresent() ? known.get().firstTrials() : firstTrials(read));
        return open(read.yaml(), request, studies, intervals);
    }

    /** Those of the earlier study that are points of this one's space, the best first. */
    private List<SortedMap<String, String>> firstTrials(SweepSpec read) throws IOException {
        if (read.warmStart().isEmpty()) {
            return List.of();
        }
        Warmth warmth = read.warmStart().get();
        List<SortedMap<String, String>> first;
        try {
            StudyTable earlier = new StudyFolder(studies.resolve(warmth.study())).table();
            first = earlier.trials().stream()
                    .filter(row -> !Double.isNaN(row.bestLoss()) && read.space().contains(row.parameters()))
                    .sorted(Comparator.comparingDouble(TrialRow::bestLoss).thenComparing(TrialRow::trial))
                    .map(TrialRow::parameters)
                    .distinct()
                    .limit(warmth.trials())
                    .toList();
        } catch (NoSuchFileException e) {
            throw new SpecException(List.of(spec.getFileName() + ": warm-start.study was " + warmth.study()
                    + " but must be a study in " + studies));
        }
        if (first.isEmpty()) {
            throw new SpecException(List.of(spec.getFileName() + ": warm-start.study was " + warmth.study()
                    + " but must have a trial that is a point of this space"));
        }
        return first;
    }

    /**
     * Opens a study by its folder alone.
     *
     * @throws IllegalArgumentException where the folder is no study's
     */
    public static SubmittedSweep resume(Path folder, SweepIntervals intervals)
            throws IOException, StudyExistsException {
        StudyFolder study = new StudyFolder(folder.toAbsolutePath().normalize());
        return open(study.yaml(), request(study), parent(study), intervals);
    }

    /**
     * Opens a study by its folder and gives it a larger budget.
     *
     * @param budget such as {@code trials=48,max-epochs=60}: in all, not in addition
     * @throws IllegalArgumentException where the folder is no study's, or the budget is no larger one
     */
    public static SubmittedSweep enlarge(Path folder, String budget, SweepIntervals intervals)
            throws IOException, StudyExistsException {
        StudyFolder study = new StudyFolder(folder.toAbsolutePath().normalize());
        return open(study.yaml(), SubmittedSweep.enlarged(study, request(study), budget), parent(study), intervals);
    }

    private static StudyRequest request(StudyFolder study) throws IOException {
        return study.request()
                .orElseThrow(() -> new IllegalArgumentException(
                        study.path() + " was no study's folder but must be: it has no request.json"));
    }

    private static Path parent(StudyFolder study) {
        Path parent = study.path().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(study.path() + " was a root but must be a study's folder");
        }
        return parent;
    }

    private static SubmittedSweep open(String yaml, StudyRequest request, Path studies, SweepIntervals intervals)
            throws IOException, StudyExistsException {
        DatasetManifest dataset = PreparedDataset.open(Path.of(request.data())).manifest();
        return SubmittedSweep.open(yaml, request, studies, dataset, intervals);
    }
}
