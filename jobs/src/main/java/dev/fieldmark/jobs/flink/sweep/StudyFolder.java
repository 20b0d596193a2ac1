package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.sweep.StudyTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one study, {@code <studies>/<study>}: {@code study.yaml} (the spec), {@code study.json} (the table as it
 * grows), {@code outcome.json} (once it is known), {@code metrics/} (every epoch), {@code checkpoints/} and
 * {@code savepoints/} (Flink's), {@code trials/} (training states and best weights) and {@code publish/} (what the committer will publish).
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
        StudyFolder folder = new StudyFolder(studies.resolve(study).toAbsolutePath());
        if (Files.exists(folder.tableFile())) {
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
        folder.write(new StudyTable(study, fingerprint, "training", 0, 0, 0, List.of()));
        return folder;
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

    /** The table as it was last written. */
    public StudyTable table() throws IOException {
        return Json.read(tableFile(), StudyTable.class);
    }

    void write(StudyTable table) throws IOException {
        Json.write(tableFile(), table);
    }

    /** What came of the study; empty while that is open. */
    public Optional<Outcome> outcome() throws IOException {
        try {
            return Optional.of(Json.read(outcomeFile(), Outcome.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether the outcome is known and the job ended: one that did not has left a checkpoint, and more to do. */
    boolean isFinished() throws IOException {
        return outcome().isPresent() && whole(checkpoints()).isEmpty();
    }

    /** The newest whole checkpoint or savepoint that was retained: where an unfinished study goes on. */
    public Optional<Path> newestCheckpoint() throws IOException {
        return Stream.concat(whole(checkpoints()).stream(), whole(savepoints()).stream())
                .max(Comparator.comparing(StudyFolder::modified))
                .map(Path::getParent);
    }

    private static List<Path> whole(Path folder) throws IOException {
        return find(folder, 3, file -> file.endsWith("_metadata"));
    }

    private static List<Path> find(Path folder, int depth, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(folder, depth, (file, attributes) -> wanted.test(file))) {
            return files.toList();
        }
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

    /** Forgets everything but the spec: an attempt that left no checkpoint. */
    public void startAgain() throws IOException {
        for (Path folder : List.of(checkpoints(), savepoints(), metrics(), trials(), publish())) {
            deleteTree(folder);
        }
    }

    /** Removes what failures left behind, if the outcome is known. Savepoints stay: who made one may want it. */
    public void tidy() throws IOException {
        if (outcome().isEmpty()) {
            return;
        }
        for (Path unfinished : find(metrics(), 3, StudyFolder::isInProgress)) {
            Files.deleteIfExists(unfinished);
        }
        for (Path aside : find(path, 1, Json::isAside)) {
            Files.deleteIfExists(aside);
        }
        for (Path folder : List.of(trials(), publish(), checkpoints())) {
            deleteTree(folder);
        }
    }

    private static boolean isInProgress(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.contains(".inprogress.");
    }

    /** Removes a folder with all that is in it, though a trainer or Flink may still write or remove something there. */
    static void deleteTree(Path root) throws IOException {
        for (int attempt = 1; Files.exists(root); attempt++) {
            try {
                Files.walkFileTree(root, new Removal());
            } catch (DirectoryNotEmptyException e) {
                if (attempt == DELETE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Removes files, then their folders. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
