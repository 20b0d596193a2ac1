package dev.fieldmark.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The steps that change a store, one call each, so that a test can die before, within and after every one. */
interface Disk {
    /** With its parents; nothing happens where it is there. */
    void createFolder(Path folder) throws IOException;

    /** Copies into a new file. */
    void copy(Path from, Path to) throws IOException;

    /** Writes a new file. */
    void write(Path file, byte[] content) throws IOException;

    /** Returns once the file's content, or the folder's list of names, is on the medium. */
    void sync(Path fileOrFolder) throws IOException;

    /** Renames in one step; a file in the way is replaced, a folder with anything in it is not. */
    void move(Path from, Path to) throws IOException;

    /** Deletes a file or an empty folder. */
    void delete(Path fileOrFolder) throws IOException;

    /** The file system's own calls. */
    final class Local implements Disk {
        @Override
        public void createFolder(Path folder) throws IOException {
            Files.createDirectories(folder);
        }

        @Override
        public void copy(Path from, Path to) throws IOException {
            Files.copy(from, to);
        }

        @Override
        public void write(Path file, byte[] content) throws IOException {
            Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public void sync(Path fileOrFolder) throws IOException {
            // a folder can be opened for reading alone, and a file is synced as well through such a channel
            try (var channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void delete(Path fileOrFolder) throws IOException {
            Files.delete(fileOrFolder);
        }
    }
}
