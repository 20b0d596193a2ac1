package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.flink.sweep.SpecParts;
import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.StudyHashes;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.flink.sweep.SweepIntervals;
import java.io.IOException;
import java.nio.file.Path;

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
     * Checks spec and dataset and opens the study's folder.
     *
     * @throws StudyExistsException where the study's name is taken by another spec or dataset
     */
    public SubmittedSweep open() throws IOException, StudyExistsException {
        SpecParts parts = SpecParts.of(spec, store);
        DatasetManifest dataset = PreparedDataset.open(data).manifest();
        double fraction = parts.spec().validationFraction().orElse(dataset.validationFraction());
        return SubmittedSweep.open(
                parts,
                studies,
                data,
                fraction,
                StudyHashes.of(parts.yaml(), dataset.contentHash(), dataset.splitHash(), fraction),
                intervals);
    }
}
