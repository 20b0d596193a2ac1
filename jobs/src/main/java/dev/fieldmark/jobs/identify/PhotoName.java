package dev.fieldmark.jobs.identify;

import java.net.URI;
import java.nio.file.Path;

/**
 * A file's name, relative to a folder.
 *
 * @param encoded as in a URI: it holds every byte of the name, whichever characters this JVM takes them for
 */
public record PhotoName(String encoded) {
    private static final URI ROOT = URI.create("file:///");

    /** Of a file in a folder that is there, or in a folder within it. */
    static PhotoName of(Path folder, Path file) {
        String parent = folder.toUri().getRawPath();
        return new PhotoName(file.toUri().getRawPath().substring(parent.length()));
    }

    /** The file of this name in a folder, whether that is there or not. */
    Path in(Path folder) {
        Path fromRoot = Path.of(URI.create(ROOT + encoded)); // Path.toUri would look at the disk each time
        return folder.resolve(fromRoot.subpath(0, fromRoot.getNameCount()));
    }

    /** For people; bytes that are no UTF-8 are shown as such. */
    public String text() {
        return URI.create(ROOT + encoded).getPath().substring(1);
    }
}
