package dev.fieldmark.jobs.flink.files;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.data.TemporaryFolder;
import dev.fieldmark.jobs.flink.files.ObjectLocation.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is in an object store, copied once to this machine: nets are trained from disk. A copy is named by what was copied and
 * stays among the temporary files, for the next job and for other processes of this machine.
 */
final class LocalCopies {
    private LocalCopies() {}

    /**
     * The copy, made now where it is not there yet.
     *
     * @throws BadDataException where there is nothing to copy
     */
    static Path copied(ObjectLocation folder) throws IOException {
        List<Stored> objects = folder.objects();
        if (objects.isEmpty()) {
            throw new BadDataException(folder + ": is missing");
        }
        Path copies = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "fieldmark-copies"));
        Path copy = copies.resolve(Sha256.hex((folder + " " + objects).getBytes(StandardCharsets.UTF_8)));
        if (!Files.exists(copy)) {
            copy(folder, objects, copy);
        }
        return copy;
    }

    /** Written aside and renamed; of two processes that copy the same at a time the first makes it. */
    private static void copy(ObjectLocation folder, List<Stored> objects, Path copy) throws IOException {
        try (var aside = new TemporaryFolder(Files.createTempDirectory(copy.getParent(), "partial"))) {
            Path whole = Files.createDirectory(aside.path().resolve("whole"));
            for (Stored object : objects) {
                Path file = whole.resolve(
                        object.location().key().substring(folder.key().length() + 1));
                Files.createDirectories(file.getParent());
                object.location().copyTo(file);
            }
            try {
                Files.move(whole, copy);
            } catch (IOException e) {
                if (!Files.exists(copy)) {
                    throw e;
                }
            }
        }
    }
}
