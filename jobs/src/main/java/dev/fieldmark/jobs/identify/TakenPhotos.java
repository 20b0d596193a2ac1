package dev.fieldmark.jobs.identify;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Photos that were taken and are not answered for good, in a folder a batch. A photo is here or where it was, never in both
 * places nor in none: it is moved by renaming.
 */
public record TakenPhotos(Path folder) {
    /** Takes photos, those that are still there; the set because a name is there once in a batch. */
    public List<TakenPhoto> take(IncomingFolder incoming, Set<PhotoName> names) throws IOException {
        String batch = UUID.randomUUID().toString();
        Path own = Files.createDirectories(folder.resolve(batch));
        List<TakenPhoto> photos = new ArrayList<>();
        for (PhotoName name : names) {
            Path file = name.in(own);
            if (!own.equals(file.getParent())) {
                Files.createDirectories(file.getParent());
            }
            try {
                Files.move(name.in(incoming.path()), file, StandardCopyOption.ATOMIC_MOVE);
                photos.add(new TakenPhoto(batch, name.encoded()));
            } catch (NoSuchFileException e) {
                // somebody took it away meanwhile
            }
        }
        if (photos.isEmpty()) {
            removeEmptyFolders(own);
        }
        return photos;
    }

    /** Where a photo lies. */
    Path file(TakenPhoto photo) {
        return photo.photoName().in(folder.resolve(photo.batch()));
    }

    /** Whether the photo of this id is here. */
    public boolean has(String id) {
        return Files.exists(file(TakenPhoto.ofId(id)));
    }

    /** All that are here; removes folders in which a crash left nothing. */
    public List<TakenPhoto> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> batches;
        try (Stream<Path> found = Files.list(folder)) {
            batches = found.toList();
        }
        List<TakenPhoto> photos = new ArrayList<>();
        for (Path batch : batches) {
            try (Stream<Path> files = Files.walk(batch)) {
                files.filter(file -> !Files.isDirectory(file))
                        .map(file -> new TakenPhoto(
                                String.valueOf(batch.getFileName()),
                                PhotoName.of(batch, file).encoded()))
                        .forEach(photos::add);
            }
            removeEmptyFolders(batch);
        }
        return photos;
    }

    /**
     * Moves answered photos to where the processed ones are; once more changes nothing. Where another lies there under its
     * name, a photo goes into a folder named by its batch.
     */
    public void finish(Collection<String> ids, Path processed) throws IOException {
        Set<Path> batches = new HashSet<>();
        for (String id : ids) {
            TakenPhoto photo = TakenPhoto.ofId(id);
            PhotoName name = photo.photoName();
            Path batch = folder.resolve(photo.batch());
            batches.add(batch);
            if (Files.exists(file(photo)) && !move(file(photo), processed, name)) {
                move(file(photo), Files.createDirectories(processed.resolve(photo.batch())), name);
            }
        }
        for (Path batch : batches) {
            removeEmptyFolders(batch);
        }
    }

    /** Unless something is there, or its folder can't be. */
    private static boolean move(Path file, Path processed, PhotoName name) throws IOException {
        Path target = name.in(processed);
        if (Files.exists(target)) {
            return false;
        }
        try {
            if (!processed.equals(target.getParent())) {
                Files.createDirectories(target.getParent());
            }
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static void removeEmptyFolders(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(root)) {
            deepestFirst = files.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path empty : deepestFirst) {
            try {
                Files.deleteIfExists(empty);
            } catch (DirectoryNotEmptyException e) {
                // others of the batch are still here
            }
        }
    }
}
