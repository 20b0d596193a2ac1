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
    /** JPEG and GIF can say no more; a PNG could have all its pixels in one row, and rows take more memory than pixels. */
    private static final int MAX_WIDTH = 65_535;
    /** Encoders write about ten, and a scan is work for all pixels, however few bytes it has. */
    private static final int USUAL_SCANS = 16;

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

    void check(PhotoHeader header) throws PhotoException {
        String size = header.widthPixels() + "x" + header.heightPixels();
        long pixels = (long) header.widthPixels() * header.heightPixels();
        if (pixels > maxPixels) {
            throw new PhotoException.TooLarge(
                    "picture was " + size + " but must have at most " + maxPixels + " pixels");
        }
        if (header.widthPixels() > MAX_WIDTH) {
            throw new PhotoException.TooLarge(
                    "picture was " + size + " but must be at most " + MAX_WIDTH + " pixels wide");
        }
        if (pixels * header.scans() > USUAL_SCANS * (double) maxPixels) {
            throw new PhotoException.TooLarge("picture was " + size + " in " + header.scans()
                    + " scans but pixels times scans must be at most " + USUAL_SCANS + " times " + maxPixels);
        }
    }
}
