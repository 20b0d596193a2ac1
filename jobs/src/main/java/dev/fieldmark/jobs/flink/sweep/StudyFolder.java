package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.store.ModelDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The folder of one study, {@code <studies>/<study>}: {@code study.yaml} (the spec), {@code request.json} (on which data
 * and store it was started, and what it was given later), {@code init/} (the weights from which its nets start), {@code study.json} (the table as it grows),
 * {@code outcome.json} and {@code finished.state} (once it is finished), {@code metrics/} (every epoch),
 * {@code checkpoints/} and {@code savepoints/} (Flink's), {@code trials/} (training states and best weights), {@code publish/} (what the
 * committer will publish) and {@code kept/} (with what it goes on when its budget grows).
 */
public record StudyFolder(FileLocation path) {
    /** With what Flink's names of checkpoints begin. */
    private static final String CHECKPOINT = "chk-";

    /** With what the names of files in {@code metrics/} begin. */
    static final String METRICS_PART = "part-";

    /**
     * The folder of this study, made where it is new.
     *
     * @throws StudyExistsException where a study of that name has another spec or dataset
     */
    public static StudyFolder open(FileLocation studies, String study, String yaml, String fingerprint)
            throws IOException, StudyExistsException {
        StudyFolder folder = of(studies, study);
        if (folder.isBegun()) {
            String known = folder.table().fingerprint();
            if (!known.equals(fingerprint)) {
                throw new StudyExistsException(
                        folder.path + " is a study of another spec or dataset: its fingerprint is "
                                + known + " but that of this spec and dataset is " + fingerprint
                                + "; give the study another name or remove the folder");
            }
            return folder;
        }
        folder.path.resolve("study.yaml").write(yaml.getBytes(StandardCharsets.UTF_8));
        folder.write(new StudyTable(study, fingerprint, StudyTable.TRAINING, 0, 0, 0, List.of()));
        return folder;
    }

    /** Of this study, whether it is there or not. */
    public static StudyFolder of(FileLocation studies, String study) {
        return new StudyFolder(studies.resolve(study).absolute());
    }

    public FileLocation checkpoints() {
        return path.resolve("checkpoints");
    }

    public FileLocation savepoints() {
        return path.resolve("savepoints");
    }

    public FileLocation metrics() {
        return path.resolve("metrics");
    }

    public FileLocation trials() {
        return path.resolve("trials");
    }

    public FileLocation publish() {
        return path.resolve("publish");
    }

    public FileLocation tableFile() {
        return path.resolve("study.json");
    }

    public FileLocation outcomeFile() {
        return path.resolve("outcome.json");
    }

    /** What it was started with; empty where nobody started it. */
    public Optional<StudyRequest> request() throws IOException {
        try {
            return Optional.of(Json.read(path.resolve("request.json"), StudyRequest.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** What it is started with from now on. */
    public void write(StudyRequest request) throws IOException {
        Json.write(path.resolve("request.json"), request);
    }

    /** Whether its spec, dataset and initial weights are settled. */
    public boolean isBegun() throws IOException {
        return tableFile().isFile();
    }

    FileLocation initCheckpoint() {
        return initFolder().resolve(ModelDraft.DL4J);
    }

    FileLocation initFolder() {
        return path.resolve("init");
    }

    private FileLocation initFile() {
        return initFolder().resolve("init.json");
    }

    /** From which weights its nets start; empty where from drawn ones. */
    public Optional<StudyInit> init() throws IOException {
        try {
            return Optional.of(Json.read(initFile(), StudyInit.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Before the study begins. */
    void write(FoundInit found) throws IOException {
        initCheckpoint().write(found.checkpoint());
        Json.write(initFile(), found.init());
    }

    /** The spec as it was when the study began. */
    public String yaml() throws IOException {
        return path.resolve("study.yaml").readText();
    }

    /** With what a finished study goes on when its budget grows; empty while it was never finished. */
    Optional<SweepState> finishedState() throws IOException {
        try {
            byte[] bytes = path.resolve("finished.state").read();
            var serializer = new SweepState.Serializer();
            return Optional.of(serializer.deserialize(serializer.getVersion(), bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void writeFinishedState(SweepState state) throws IOException {
        path.resolve("finished.state").write(new SweepState.Serializer().serialize(state));
    }

    private FileLocation kept() {
        return path.resolve("kept");
    }

    /** A new file that outlasts the study's end. */
    FileLocation newKeptFile(int trial) {
        return kept().resolve(TrialSplit.id(trial) + "-" + UUID.randomUUID());
    }

    List<FileLocation> keptFiles() throws IOException {
        return kept().list();
    }

    /** The table as it was last written. */
    public StudyTable table() throws IOException {
        return Json.read(tableFile(), StudyTable.class);
    }

    void write(StudyTable table) throws IOException {
        Json.write(tableFile(), table);
    }

    /** What came of the study when it was last finished. */
    public Optional<Outcome> outcome() throws IOException {
        try {
            return Optional.of(Json.read(outcomeFile(), Outcome.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    boolean hasCheckpoint() throws IOException {
        return !whole(checkpoints()).isEmpty();
    }

    /** The newest whole checkpoint or savepoint that was retained: where an unfinished study goes on. */
    public Optional<FileLocation> newestCheckpoint() throws IOException {
        return newestMetadata().flatMap(FileLocation::parent);
    }

    private Optional<FileLocation> newestMetadata() throws IOException {
        var byAge = new TreeMap<Age, FileLocation>();
        for (FileLocation metadata : whole(checkpoints())) {
            byAge.put(Age.of(metadata), metadata);
        }
        for (FileLocation metadata : whole(savepoints())) {
            byAge.put(Age.of(metadata), metadata);
        }
        return Optional.ofNullable(byAge.lastEntry()).map(Map.Entry::getValue);
    }

    /** In an object store several checkpoints may be of the same second: of those the one with the highest number. */
    private record Age(Instant modified, int number, String place) implements Comparable<Age> {
        private static final Comparator<Age> ORDER =
                Comparator.comparing(Age::modified).thenComparing(Age::number).thenComparing(Age::place);

        static Age of(FileLocation metadata) throws IOException {
            String checkpoint = metadata.parent().map(FileLocation::name).orElse("");
            boolean numbered = checkpoint.matches(CHECKPOINT + "\\d{1,9}");
            return new Age(
                    metadata.modified(),
                    numbered ? Integer.parseInt(checkpoint.substring(CHECKPOINT.length())) : 0,
                    metadata.toString());
        }

        @Override
        public int compareTo(Age other) {
            return ORDER.compare(this, other);
        }
    }

    /** The same, of those that are younger than the outcome that is there. */
    Optional<FileLocation> newestCheckpointSinceOutcome() throws IOException {
        Optional<FileLocation> newest = newestMetadata();
        return newest.isPresent()
                        && newest.get().modified().isAfter(outcomeFile().modified())
                ? newest.get().parent()
                : Optional.empty();
    }

    private static List<FileLocation> whole(FileLocation folder) throws IOException {
        return folder.find(3, file -> file.name().equals("_metadata"));
    }

    /** Removes what job managers that were killed left beside the checkpoint from which the study goes on. */
    void removeCheckpointsBut(FileLocation kept) throws IOException {
        for (FileLocation checkpoint : checkpoints().find(2, file -> file.name().startsWith(CHECKPOINT))) {
            if (!checkpoint.equals(kept)) {
                checkpoint.deleteTree();
            }
        }
    }

    /** A new file for a trial. Every attempt's files have names of their own, so that no lost trainer can touch another's. */
    FileLocation newFile(int trial, String kind) {
        return trials().resolve(TrialSplit.id(trial)).resolve(kind + "-" + UUID.randomUUID());
    }

    /** A new folder for what is to be published. */
    FileLocation newPublication() {
        return publish().resolve(UUID.randomUUID().toString());
    }

    /** Seconds that each trial's epochs took, by its number: of the epochs that are in the metrics yet. */
    public SortedMap<Integer, Double> seconds() throws IOException {
        var seconds = new TreeMap<Integer, Double>();
        for (FileLocation file : metrics().find(1, file -> file.name().startsWith(METRICS_PART))) {
            for (String line : file.readText().lines().toList()) {
                JsonNode epoch = Json.MAPPER.readTree(line);
                seconds.merge(epoch.path("trial").asInt(), epoch.path("seconds").asDouble(), Double::sum);
            }
        }
        return seconds;
    }

    /** Forgets an attempt that left no checkpoint: everything since the study began or, if it was, was finished. */
    public void startAgain() throws IOException {
        for (FileLocation folder : List.of(checkpoints(), savepoints(), trials(), publish())) {
            folder.deleteTree();
        }
        if (finishedState().isPresent()) {
            tidy();
        } else {
            metrics().deleteTree();
            kept().deleteTree();
        }
    }

    /**
     * Of a finished study: removes what failures left behind. Loads no further class of ours, for that of the job may be
     * gone where this is called.
     */
    public void tidy() throws IOException {
        for (FileLocation unfinished : metrics().find(1, file -> file.name().startsWith("."))) {
            unfinished.delete();
        }
        for (FileLocation folder : List.of(trials(), publish(), checkpoints(), savepoints())) {
            folder.deleteTree();
        }
    }
}
