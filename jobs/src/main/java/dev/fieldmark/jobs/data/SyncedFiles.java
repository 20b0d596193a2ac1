package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files of a dataset: written through to the disk, read with their size checked. */
public final class SyncedFiles {
    private SyncedFiles() {}

    /** Writes a new file through to the disk. */
    public static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /**
     * Reads a file of this size.
     *
     * @throws BadDataException where it is missing or of another size
     */
    public static byte[] read(Path file, long expectedBytes) throws IOException {
        try {
            long size = Files.size(file);
            if (size != expectedBytes) {
                throw new BadDataException("%s: had %,d bytes but must have %,d".formatted(file, size, expectedBytes));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw missing(file);
        }
    }

    static BadDataException missing(Path file) {
        return new BadDataException(file + ": is missing");
    }

    /** Makes the names in a folder, after a rename, last. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
