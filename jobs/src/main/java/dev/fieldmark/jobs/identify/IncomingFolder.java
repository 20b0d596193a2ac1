package dev.fieldmark.jobs.identify;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The folder into which photos are dropped, and the folders within it. What begins with a dot is not looked at. */
public record IncomingFolder(Path path) {
    /** How the names of files end that are being written. */
    public static final String PART = ".part";

    /** A file to which somebody wrote since is not taken yet, should it be written under its last name. */
    static final Duration SETTLED = Duration.ofMillis(500);

    /**
     * What lies there.
     *
     * @param settled photos to take, the oldest first
     * @param unsettled whether there are others that are being written
     */
    public record Found(List<PhotoName> settled, boolean unsettled) {}

    private record Dropped(PhotoName name, FileTime modified) {}

    /** Looks for photos. */
    public Found look() throws IOException {
        Instant newest = Instant.now().minus(SETTLED);
        List<Dropped> settled = new ArrayList<>();
        boolean[] unsettled = new boolean[1];
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(path) && isHidden(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isHidden(file) || file.toString().endsWith(PART)) {
                    return FileVisitResult.CONTINUE;
                }
                if (!isFile(file, attributes)) {
                    return FileVisitResult.CONTINUE;
                }
                Instant modified = attributes.lastModifiedTime().toInstant();
                if (modified.isAfter(newest) && !modified.isAfter(newest.plus(SETTLED))) {
                    unsettled[0] = true;
                } else {
                    settled.add(new Dropped(PhotoName.of(path, file), attributes.lastModifiedTime()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException && !file.equals(path)) {
                    return FileVisitResult.CONTINUE; // somebody took it away meanwhile
                }
                throw failure;
            }
        });
        return new Found(
                settled.stream()
                        .sorted(Comparator.comparing(Dropped::modified)
                                .thenComparing(photo -> photo.name().encoded()))
                        .map(Dropped::name)
                        .toList(),
                unsettled[0]);
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }

    private static boolean isFile(Path file, BasicFileAttributes attributes) {
        return attributes.isSymbolicLink() ? Files.isRegularFile(file) : attributes.isRegularFile();
    }

    /** Where photos lie from the moment they are taken until they are answered for good. */
    public TakenPhotos taken() {
        return new TakenPhotos(path.resolve(".taken"));
    }
}
