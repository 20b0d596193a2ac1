package dev.fieldmark.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is refused before it is decoded, because decoding it would take too much memory.
 *
 * @param maxBytes of the file, >= 1
 * @param maxPixels width times height as the file's header says, >= 1
 */
public record PhotoLimits(long maxBytes, long maxPixels) {
    /** JPEG and GIF can say no more; a PNG of one row could have all its pixels in it, and rows are widened on their way. */
    private static final int MAX_SIDE = 65_535;

    public PhotoLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes was " + maxBytes + " but must be >= 1");
        }
        if (maxPixels < 1) {
            throw new IllegalArgumentException("maxPixels was " + maxPixels + " but must be >= 1");
        }
    }

    /** The bytes of a file that has not too many. */
    public byte[] read(Path file) throws IOException, PhotoException {
        checkBytes(Files.size(file));
        return Files.readAllBytes(file);
    }

    /** Throws where a file has too many bytes. */
    public void checkBytes(long bytes) throws PhotoException {
        if (bytes > maxBytes) {
            throw new PhotoException.TooLarge("picture had " + bytes + " bytes but must have at most " + maxBytes);
        }
    }

    void checkPixels(int widthPixels, int heightPixels) throws PhotoException {
        if (Math.max(widthPixels, heightPixels) > MAX_SIDE) {
            throw new PhotoException.TooLarge("picture was " + widthPixels + "x" + heightPixels
                    + " but must have at most " + MAX_SIDE + " pixels a side");
        }
        if ((long) widthPixels * heightPixels > maxPixels) {
            throw new PhotoException.TooLarge("picture was " + widthPixels + "x" + heightPixels
                    + " but must have at most " + maxPixels + " pixels");
        }
    }
}
