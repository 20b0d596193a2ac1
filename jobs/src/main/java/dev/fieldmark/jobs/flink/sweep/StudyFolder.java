package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.store.ModelDraft;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder of one study, {@code <studies>/<study>}: {@code study.yaml} (the spec), {@code request.json} (on which data
 * and store it was started, and what it was given later), {@code init/} (the weights from which its nets start), {@code study.json} (the table as it grows),
 * {@code outcome.json} and {@code finished.state} (once it is finished), {@code metrics/} (every epoch),
 * {@code checkpoints/} and {@code savepoints/} (Flink's), {@code trials/} (training states and best weights), {@code publish/} (what the
 * committer will publish) and {@code kept/} (with what it goes on when its budget grows).
 */
public record StudyFolder(Path path) {
    private static final int DELETE_ATTEMPTS = 100;

    /**
     * The folder of this study, made where it is new.
     *
     * @throws StudyExistsException where a study of that name has another spec or dataset
     */
    public static StudyFolder open(Path studies, String study, String yaml, String fingerprint)
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
        Files.createDirectories(folder.path);
        Files.writeString(folder.path.resolve("study.yaml"), yaml);
        folder.write(new StudyTable(study, fingerprint, StudyTable.TRAINING, 0, 0, 0, List.of()));
        return folder;
    }

    /** Of this study, whether it is there or not. */
    public static StudyFolder of(Path studies, String study) {
        return new StudyFolder(studies.resolve(study).toAbsolutePath());
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    public Path savepoints() {
        return path.resolve("savepoints");
    }

    public Path metrics() {
        return path.resolve("metrics");
    }

    public Path trials() {
        return path.resolve("trials");
    }

    public Path publish() {
        return path.resolve("publish");
    }

    public Path tableFile() {
        return path.resolve("study.json");
    }

    public Path outcomeFile() {
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
    public boolean isBegun() {
        return Files.exists(tableFile());
    }

    Path initCheckpoint() {
        return path.resolve("init").resolve(ModelDraft.DL4J);
    }

    private Path initFile() {
        return path.resolve("init").resolve("init.json");
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
        Files.createDirectories(initFile().getParent());
        Json.writeWhole(initCheckpoint(), found.checkpoint());
        Json.write(initFile(), found.init());
    }

    /** The spec as it was when the study began. */
    public String yaml() throws IOException {
        return Files.readString(path.resolve("study.yaml"));
    }

    /** With what a finished study goes on when its budget grows; empty while it was never finished. */
    Optional<SweepState> finishedState() throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(path.resolve("finished.state"));
            var serializer = new SweepState.Serializer();
            return Optional.of(serializer.deserialize(serializer.getVersion(), bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void writeFinishedState(SweepState state) throws IOException {
        Json.writeWhole(path.resolve("finished.state"), new SweepState.Serializer().serialize(state));
    }

    private Path kept() {
        return path.resolve("kept");
    }

    /** A new file that outlasts the study's end. */
    Path newKeptFile(int trial) throws IOException {
        return Files.createDirectories(kept()).resolve(TrialSplit.id(trial) + "-" + UUID.randomUUID());
    }

    List<Path> keptFiles() throws IOException {
        if (!Files.exists(kept())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(kept())) {
            return files.toList();
        }
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

    boolean hasCheckpoint() {
        return !whole(checkpoints()).isEmpty();
    }

    /** The newest whole checkpoint or savepoint that was retained: where an unfinished study goes on. */
    public Optional<Path> newestCheckpoint() {
        return Stream.concat(whole(checkpoints()).stream(), whole(savepoints()).stream())
                .max(Comparator.comparing(StudyFolder::modified))
                .map(Path::getParent);
    }

    /** The same, of those that are younger than the outcome that is there. */
    Optional<Path> newestCheckpointSinceOutcome() throws IOException {
        FileTime outcome = modified(outcomeFile());
        return newestCheckpoint()
                .filter(checkpoint -> modified(checkpoint.resolve("_metadata")).compareTo(outcome) > 0);
    }

    private static List<Path> whole(Path folder) {
        return find(folder, 3, file -> file.endsWith("_metadata"));
    }

    private static List<Path> find(Path folder, int depth, Predicate<Path> wanted) {
        List<Path> found = new ArrayList<>();
        for (File file : inside(folder.toFile())) {
            if (wanted.test(file.toPath())) {
                found.add(file.toPath());
            }
            if (depth > 1) {
                found.addAll(find(file.toPath(), depth - 1, wanted));
            }
        }
        return found;
    }

    /** Nothing where it is a file, or vanished meanwhile. */
    private static List<File> inside(File folder) {
        File[] files = folder.listFiles();
        return files == null ? List.of() : List.of(files);
    }

    /** Removes what job managers that were killed left beside the checkpoint from which the study goes on. */
    void removeCheckpointsBut(Path kept) throws IOException {
        for (Path checkpoint :
                find(checkpoints(), 2, file -> file.getFileName().toString().startsWith("chk-"))) {
            if (!checkpoint.equals(kept)) {
                deleteTree(checkpoint);
            }
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new file for a trial. Every attempt's files have names of their own, so that no lost trainer can touch another's. */
    Path newFile(int trial, String kind) throws IOException {
        Path folder = Files.createDirectories(trials().resolve(TrialSplit.id(trial)));
        return folder.resolve(kind + "-" + UUID.randomUUID());
    }

    /** A new, empty folder for what is to be published. */
    Path newPublication() throws IOException {
        return Files.createDirectories(publish().resolve(UUID.randomUUID().toString()));
    }

    /** Seconds that each trial's epochs took, by its number: of the epochs that are in the metrics yet. */
    public SortedMap<Integer, Double> seconds() throws IOException {
        var seconds = new TreeMap<Integer, Double>();
        for (Path file :
                find(metrics(), 3, file -> file.getFileName().toString().startsWith("part-"))) {
            for (String line : Files.readAllLines(file)) {
                JsonNode epoch = Json.MAPPER.readTree(line);
                seconds.merge(epoch.path("trial").asInt(), epoch.path("seconds").asDouble(), Double::sum);
            }
        }
        return seconds;
    }

    /** Forgets an attempt that left no checkpoint: everything since the study began or, if it was, was finished. */
    public void startAgain() throws IOException {
        for (Path folder : List.of(checkpoints(), savepoints(), trials(), publish())) {
            deleteTree(folder);
        }
        if (finishedState().isPresent()) {
            tidy();
        } else {
            deleteTree(metrics());
            deleteTree(kept());
        }
    }

    /**
     * Of a finished study: removes what failures left behind. Loads no further class of ours, for that of the job may be
     * gone where this is called.
     */
    public void tidy() throws IOException {
        for (Path unfinished : find(metrics(), 3, StudyFolder::isInProgress)) {
            Files.deleteIfExists(unfinished);
        }
        for (Path folder : List.of(trials(), publish(), checkpoints(), savepoints())) {
            deleteTree(folder);
        }
    }

    private static boolean isInProgress(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.contains(".inprogress.");
    }

    /** Removes a folder with all that is in it, though a trainer or Flink may still write or remove something there. */
    static void deleteTree(Path root) throws IOException {
        for (int attempt = 1; !delete(root.toFile()); attempt++) {
            if (attempt == DELETE_ATTEMPTS) {
                throw new IOException(root + " could not be removed");
            }
        }
    }

    private static boolean delete(File file) {
        inside(file).forEach(StudyFolder::delete);
        return file.delete() || !file.exists();
    }
}
