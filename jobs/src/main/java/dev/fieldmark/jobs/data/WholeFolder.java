package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;

/**
 * A folder that is written aside, in a sibling folder, and moved into place when it is whole. Until then it is not made,
 * or stays as it was.
 */
public final class WholeFolder implements AutoCloseable {
    private final Path output;
    private final Path aside;

    private WholeFolder(Path output, Path aside) {
        this.output = output;
        this.aside = aside;
    }

    /**
     * Starts it.
     *
     * @param output is made, or replaced with all that is in it
     * @throws BadDataException where it is a root
     */
    public static WholeFolder create(Path output) throws IOException {
        Path target = output.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new BadDataException(output + ": must be a folder below the root");
        }
        Files.createDirectories(parent);
        return new WholeFolder(target, Files.createDirectory(beside(target, "partial")));
    }

    private static Path beside(Path folder, String purpose) {
        return folder.resolveSibling("." + folder.getFileName() + "." + purpose + "-" + UUID.randomUUID());
    }

    /** Where the files are written until all are there. */
    public Path aside() {
        return aside;
    }

    /** Moves the folder, to which all is written, into place. */
    public void finish() throws IOException {
        SyncedFiles.sync(aside);
        if (Files.exists(output)) {
            Path old = beside(output, "old");
            Files.move(output, old);
            Files.move(aside, output);
            TemporaryFolder.delete(old);
        } else {
            Files.move(aside, output);
        }
        SyncedFiles.sync(Objects.requireNonNull(output.getParent()));
    }

    /** Removes what was written aside, where the folder was not finished. */
    @Override
    public void close() throws IOException {
        if (Files.exists(aside)) {
            TemporaryFolder.delete(aside);
        }
    }
}
