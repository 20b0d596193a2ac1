package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.jobs.flink.features.BackboneFeatures;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.FoundInit;
import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.StudyFolder;
import dev.fieldmark.jobs.flink.sweep.StudyInit;
import dev.fieldmark.jobs.flink.sweep.StudyRequest;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.flink.sweep.SweepIntervals;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.spec.SpecException;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpec.Warmth;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import dev.fieldmark.store.StoreLocation;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A sweep to run.
 *
 * @param spec the YAML file
 * @param data folder of the prepared dataset
 * @param store the model store
 * @param studies folder of the studies' folders
 */
public record SweepRequest(
        FileLocation spec, FileLocation data, StoreLocation store, FileLocation studies, SweepIntervals intervals) {
    /** A sweep in folders of this machine. */
    public static SweepRequest onDisk(Path spec, Path data, Path store, Path studies, SweepIntervals intervals) {
        return new SweepRequest(
                FileLocation.of(spec),
                FileLocation.of(data),
                new StoreLocation.Folder(store),
                FileLocation.of(studies),
                intervals);
    }

    /** The same where nobody hears what comes first. */
    public SubmittedSweep open() throws IOException, StudyExistsException {
        return open(news -> {});
    }

    /**
     * Checks spec and dataset and opens the study's folder. A budget that the study was given later stays. Where the nets
     * see the features of a backbone, those are computed first, by a batch job in this JVM.
     *
     * @param news hears what is found or done before the sweep, a sentence each
     * @throws StudyExistsException where the study's name is taken by another spec or dataset
     */
    public SubmittedSweep open(Consumer<String> news) throws IOException, StudyExistsException {
        var dataset = new MeasuredDataset(data.localFolder(), spec.read(SweepSpecReader::read));
        SweepSpec read = spec.read(file -> SweepSpecReader.read(file, dataset));
        dataset.requireModelOfItsGroup(read, spec.name());
        var request = new StudyRequest(
                spec.name(),
                data.absolute().toString(),
                store.absolute().toString(),
                known(read, studies).map(StudyRequest::budgets).orElse(List.of()),
                firstTrials(read, spec.name(), studies),
                dataset.counted(),
                StudyRequest.Photos.of(read),
                read.kind());
        return open(read.yaml(), request, studies, intervals, news);
    }

    /** A spec whose epochs are counted on this dataset. */
    public static SweepSpec read(FileLocation spec, FileLocation data) throws IOException {
        var dataset = new MeasuredDataset(data.localFolder(), spec.read(SweepSpecReader::read));
        SweepSpec read = spec.read(file -> SweepSpecReader.read(file, dataset));
        dataset.requireModelOfItsGroup(read, spec.name());
        return read;
    }

    /**
     * Parameters with which a study of this spec begins: those of the earlier study that it names, the best first, which
     * are points of its space; a study that began already stays at those it began with.
     *
     * @param specFile name of the YAML file, for messages
     * @param studies folder of the studies' folders
     * @throws SpecException where there is no such earlier study, or none of its trials will do
     */
    public static List<SortedMap<String, String>> firstTrials(SweepSpec spec, String specFile, FileLocation studies)
            throws IOException {
        Optional<StudyRequest> known = known(spec, studies);
        if (known.isPresent() || spec.warmStart().isEmpty()) {
            return known.map(StudyRequest::firstTrials).orElse(List.of());
        }
        Warmth warmth = spec.warmStart().get();
        List<SortedMap<String, String>> first;
        try {
            StudyTable earlier = new StudyFolder(studies.resolve(warmth.study())).table();
            first = spec.searches().stream()
                    .flatMap(search -> earlier.best(warmth.trials(), search.space()).stream())
                    .toList();
        } catch (NoSuchFileException e) {
            throw new SpecException(List.of(
                    specFile + ": warm-start.study was " + warmth.study() + " but must be a study in " + studies));
        }
        if (first.isEmpty()) {
            throw new SpecException(List.of(specFile + ": warm-start.study was " + warmth.study()
                    + " but must have a trial that is a point of this space"));
        }
        return first;
    }

    /**
     * From which weights the nets of a study of this spec start; a study that began already stays at those.
     *
     * @param specFile name of the YAML file, for messages
     * @param dataset where absent, whether the weights know rows that will validate is not looked at
     * @throws SpecException where the weights that the spec names can't be used
     */
    public static Optional<StudyInit> init(
            SweepSpec spec,
            String specFile,
            Optional<DatasetSummary> dataset,
            StoreLocation store,
            FileLocation studies)
            throws IOException {
        StudyFolder folder = StudyFolder.of(studies, spec.study());
        if (spec.init().isEmpty() || folder.isBegun()) {
            return spec.init().isEmpty() ? Optional.empty() : folder.init();
        }
        return Optional.of(FoundInit.find(spec, specFile, store.open(), dataset, new Dl4jEngine())
                .init());
    }

    /**
     * The dataset of a spec.
     *
     * @throws dev.fieldmark.jobs.data.BadDataException where it is of another kind, or damaged
     */
    public static DatasetSummary dataset(SweepSpec spec, FileLocation data) throws IOException {
        return MeasuredDataset.summary(data.localFolder(), spec.kind());
    }

    private static Optional<StudyRequest> known(SweepSpec spec, FileLocation studies) throws IOException {
        return StudyFolder.of(studies, spec.study()).request();
    }

    /**
     * Opens a study by its folder alone.
     *
     * @throws IllegalArgumentException where the folder is no study's
     */
    public static SubmittedSweep resume(FileLocation folder, SweepIntervals intervals, Consumer<String> news)
            throws IOException, StudyExistsException {
        StudyFolder study = new StudyFolder(folder.absolute());
        return open(study.yaml(), request(study), parent(study), intervals, news);
    }

    /**
     * Opens a study by its folder and gives it a larger budget.
     *
     * @param budget such as {@code trials=48,max-epochs=60}: in all, not in addition
     * @throws IllegalArgumentException where the folder is no study's, or the budget is no larger one
     */
    public static SubmittedSweep enlarge(
            FileLocation folder, String budget, SweepIntervals intervals, Consumer<String> news)
            throws IOException, StudyExistsException {
        StudyFolder study = new StudyFolder(folder.absolute());
        StudyRequest enlarged = SubmittedSweep.enlarged(study, request(study), budget);
        return open(study.yaml(), enlarged, parent(study), intervals, news);
    }

    private static StudyRequest request(StudyFolder study) throws IOException {
        return study.request()
                .orElseThrow(() -> new IllegalArgumentException(
                        study.path() + " was no study's folder but must be: it has no request.json"));
    }

    private static FileLocation parent(StudyFolder study) {
        return study.path()
                .parent()
                .orElseThrow(
                        () -> new IllegalArgumentException(study.path() + " was a root but must be a study's folder"));
    }

    private static SubmittedSweep open(
            String yaml, StudyRequest request, FileLocation studies, SweepIntervals intervals, Consumer<String> news)
            throws IOException, StudyExistsException {
        requireFeatures(request.spec(yaml), request, news);
        Path data = FileLocation.of(request.data()).localFolder();
        DatasetSummary dataset = MeasuredDataset.summary(data, request.kind());
        return SubmittedSweep.open(yaml, request, studies, dataset, intervals);
    }

    private static void requireFeatures(SweepSpec spec, StudyRequest request, Consumer<String> news)
            throws IOException {
        if (spec.searches().get(0).subject() instanceof Subject.Features features) {
            FileLocation data = FileLocation.of(request.data());
            if (!data.isOnDisk()) { // the features are written into the dataset, for all processes to see
                throw new SpecException(List.of(request.specFile()
                        + ": backbone must be shown photos in a folder, but --data" + " was " + data));
            }
            PhotoDataset dataset = PhotoDataset.open(data.localFolder());
            try {
                new BackboneFeatures(dataset, features.backbone())
                        .require(Runtime.getRuntime().availableProcessors(), news);
            } catch (BackboneException e) {
                throw new SpecException(List.of(request.specFile() + ": backbone." + e.getMessage()));
            }
        }
    }
}
