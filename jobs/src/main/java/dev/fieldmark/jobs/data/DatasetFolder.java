package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A dataset's folder, written aside, in a sibling folder, and moved into place when it is whole. Until then the output
 * folder is not made, or stays as it was.
 */
public final class DatasetFolder implements AutoCloseable {
    /** Bad rows or broken photos that were left out. */
    public static final String REJECTS = "rejects.csv";

    /** Photos that are nearly the same. */
    public static final String DUPLICATES = "near-duplicates.csv";

    private final Path output;
    private final Path aside;

    private DatasetFolder(Path output, Path aside) {
        this.output = output;
        this.aside = aside;
    }

    /**
     * Starts a dataset.
     *
     * @param output is made, or replaced where it is an earlier dataset or empty
     * @throws BadDataException where the output holds anything else
     */
    public static DatasetFolder create(Path output) throws IOException {
        Path target = output.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new BadDataException(output + ": must be a folder below the root");
        }
        checkReplaceable(output);
        Files.createDirectories(parent);
        return new DatasetFolder(target, Files.createDirectory(beside(target, "partial")));
    }

    private static Path beside(Path folder, String purpose) {
        return folder.resolveSibling("." + folder.getFileName() + "." + purpose + "-" + UUID.randomUUID());
    }

    private static void checkReplaceable(Path output) throws IOException {
        if (!Files.exists(output)) {
            return;
        }
        if (!Files.isDirectory(output)) {
            throw new BadDataException(output + ": was a file but must be a folder");
        }
        Set<String> own = new HashSet<>();
        if (Files.exists(output.resolve(DatasetManifest.FILE))) {
            own.addAll(List.of(DatasetManifest.FILE, SplitKeys.FILE, REJECTS, DUPLICATES));
            own.addAll(DatasetKind.shards(output));
        }
        try (Stream<Path> files = Files.list(output)) {
            Optional<String> foreign = files.map(file -> Objects.toString(file.getFileName()))
                    .filter(name -> !own.contains(name))
                    .min(Comparator.naturalOrder());
            if (foreign.isPresent()) {
                throw new BadDataException(output + ": held " + foreign.get()
                        + " but must be new, empty or an earlier dataset and nothing else");
            }
        }
    }

    /** Where the files are written until the dataset is whole. */
    public Path aside() {
        return aside;
    }

    /** Moves the dataset, to which all is written, into place. */
    public void finish() throws IOException {
        SyncedFiles.sync(aside);
        Path parent = Objects.requireNonNull(output.getParent());
        if (Files.exists(output)) {
            Path old = beside(output, "old");
            Files.move(output, old);
            Files.move(aside, output);
            delete(old);
        } else {
            Files.move(aside, output);
        }
        SyncedFiles.sync(parent);
    }

    /** Removes what was written aside, where the dataset was not finished. */
    @Override
    public void close() throws IOException {
        if (Files.exists(aside)) {
            delete(aside);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
