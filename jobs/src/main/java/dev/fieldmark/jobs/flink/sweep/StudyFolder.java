package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.sweep.StudyTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of one study, {@code <studies>/<study>}: {@code study.yaml} (the spec), {@code study.json} (the table as it
 * grows), {@code outcome.json} (once it is finished), {@code metrics/} (every epoch), {@code checkpoints/} (Flink's),
 * {@code trials/} (training states and best weights) and {@code publish/} (what the committer will publish).
 */
public record StudyFolder(Path path) {
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

    /** What came of the study; empty while it is unfinished. */
    public Optional<Outcome> outcome() throws IOException {
        try {
            return Optional.of(Json.read(outcomeFile(), Outcome.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The newest whole checkpoint that was retained: where an unfinished study goes on. */
    public Optional<Path> newestCheckpoint() throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(checkpoints(), 3, (file, attributes) -> file.endsWith("_metadata"))) {
            return files.max(Comparator.comparing(StudyFolder::modified)).map(Path::getParent);
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
        for (Path folder : List.of(checkpoints(), metrics(), trials(), publish())) {
            deleteTree(folder);
        }
    }

    /** After a finished study: removes the in-progress files of the metrics that failures left behind. */
    public void tidy() throws IOException {
        if (Files.isDirectory(metrics())) {
            List<Path> unfinished;
            try (Stream<Path> files = Files.find(metrics(), 3, (file, attributes) -> isInProgress(file))) {
                unfinished = files.toList();
            }
            for (Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isInProgress(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.contains(".inprogress.");
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
