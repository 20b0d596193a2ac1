package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Weights from which a net starts instead of drawn ones.
 *
 * @param file a checkpoint as {@link Training#saveBest} writes it
 * @param sha256 of its bytes, lower-case hex
 */
public record InitialWeights(Path file, String sha256) {
    /** The checkpoint's bytes; {@link IOException} where they are others than those that were meant. */
    public byte[] read() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String found = Sha256.hex(bytes);
        if (!found.equals(sha256)) {
            throw new IOException(file + ": sha256 was " + found + " but must be " + sha256);
        }
        return bytes;
    }
}
