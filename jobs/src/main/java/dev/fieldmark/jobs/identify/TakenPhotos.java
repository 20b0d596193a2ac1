package dev.fieldmark.jobs.identify;

import dev.fieldmark.jobs.data.TemporaryFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Photos that were taken and are not answered for good, each in a folder of its id. A photo is here or where it was, never
 * in both places nor in none: it is moved by renaming.
 */
public record TakenPhotos(Path folder) {
    /** Takes a photo, unless it is no longer there. */
    public Optional<TakenPhoto> take(IncomingFolder incoming, PhotoName name) throws IOException {
        String id = UUID.randomUUID().toString();
        Path own = Files.createDirectories(folder.resolve(id));
        Path file = name.in(own);
        Files.createDirectories(file.getParent());
        try {
            Files.move(name.in(incoming.path()), file, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(new TakenPhoto(id, name.encoded()));
        } catch (NoSuchFileException e) {
            TemporaryFolder.delete(own);
            return Optional.empty();
        }
    }

    /** Where a photo lies. */
    Path file(TakenPhoto photo) {
        return photo.photoName().in(folder.resolve(photo.id()));
    }

    /** Whether there is a photo of this id. */
    public boolean has(String id) {
        return Files.exists(folder.resolve(id));
    }

    /** All that were taken; forgets those of which a crash left only the folder. */
    public List<TakenPhoto> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> folders;
        try (Stream<Path> found = Files.list(folder)) {
            folders = found.toList();
        }
        for (Path own : folders) {
            if (fileIn(own).isEmpty()) {
                TemporaryFolder.delete(own);
            }
        }
        return folders.stream()
                .filter(Files::exists)
                .map(own -> new TakenPhoto(
                        own.getFileName().toString(),
                        PhotoName.of(own, fileIn(own).orElseThrow()).encoded()))
                .toList();
    }

    private static Optional<Path> fileIn(Path own) {
        try (Stream<Path> files = Files.walk(own)) {
            return files.filter(file -> !Files.isDirectory(file)).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Moves an answered photo to where the processed ones are; once more changes nothing. Where another lies there under
     * its name, it goes into a folder named by its id.
     */
    public void finish(String id, Path processed) throws IOException {
        Path own = folder.resolve(id);
        if (!Files.exists(own)) {
            return;
        }
        Optional<Path> file = fileIn(own);
        if (file.isPresent()) {
            PhotoName name = PhotoName.of(own, file.get());
            if (!move(file.get(), name.in(processed))) {
                move(file.get(), name.in(Files.createDirectories(processed.resolve(id))));
            }
        }
        TemporaryFolder.delete(own);
    }

    /** Unless something is there, or its folder can't be. */
    private static boolean move(Path file, Path target) throws IOException {
        try {
            Files.createDirectories(target.getParent());
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        if (Files.exists(target)) {
            return false;
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
