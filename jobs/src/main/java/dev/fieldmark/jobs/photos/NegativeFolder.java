package dev.fieldmark.jobs.photos;

import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of photos of nothing in the group: files in it, and in folders in it, whatever their names. Names that begin
 * with a dot are no part of it.
 *
 * @param folder of all
 * @param files in the order of names
 */
public record NegativeFolder(String folder, List<PhotoFile> files) implements Serializable {
    /** Where there are no such photos. */
    public static final NegativeFolder NONE = new NegativeFolder("", List.of());

    /** Before the names, so that none is that of a photo of the group: no species is written with a small letter. */
    private static final String PREFIX = "negatives/";

    public NegativeFolder {
        files = List.copyOf(files);
    }

    /**
     * Lists a folder; no photo is opened.
     *
     * @param group the folder of the group's photos
     * @throws BadDataException where it is no folder with one file or more, or holds the group's photos or lies among them
     */
    public static NegativeFolder read(Path folder, Path group) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadDataException(
                    folder + ": " + (Files.exists(folder) ? "was a file but must be a folder" : "no such folder"));
        }
        if (isWithin(folder, group) || isWithin(group, folder)) {
            throw new BadDataException(folder + ": must lie outside " + group
                    + ", and that outside it: negatives are photos of nothing in the group");
        }
        List<PhotoFile> files = new ArrayList<>();
        for (Path one : PhotoFolder.visible(folder)) {
            if (Files.isDirectory(one)) {
                for (Path file : PhotoFolder.visible(one)) {
                    files.add(file(folder, file));
                }
            } else {
                files.add(file(folder, one));
            }
        }
        if (files.isEmpty()) {
            throw new BadDataException(folder + ": held no file but must hold at least 1 photo");
        }
        return new NegativeFolder(folder.toString(), files);
    }

    private static boolean isWithin(Path folder, Path other) throws IOException {
        return Files.exists(other) && folder.toRealPath().startsWith(other.toRealPath());
    }

    private static PhotoFile file(Path folder, Path file) throws BadDataException {
        if (Files.isDirectory(file)) {
            throw new BadDataException(file + ": was a folder but must be a photo");
        }
        return new PhotoFile(
                Shown.NOTHING,
                PREFIX + folder.relativize(file).toString(),
                file.toAbsolutePath().toString());
    }
}
