package dev.fieldmark.jobs.photos;

import java.util.List;
import java.util.stream.Stream;

/**
 * Photos of nothing in the group in memory, read-only by convention as a {@link PhotoSet}.
 *
 * @param sidePixels of every photo
 * @param pixels photo after photo, as those of a {@link PhotoSet}
 */
public record Negatives(int sidePixels, byte[][] pixels) {
    public Negatives {
        PhotoSet.requireSamples(sidePixels, pixels);
    }

    /** None, beside photos of this side. */
    public static Negatives none(int sidePixels) {
        return new Negatives(sidePixels, new byte[0][]);
    }

    /** Those of these photos that show nothing in the group. */
    static Negatives of(int sidePixels, List<StoredPhoto> photos) {
        return new Negatives(
                sidePixels,
                photos.stream()
                        .filter(photo -> photo.shows().isNothing())
                        .map(photo -> photo.pixels().rgb())
                        .toArray(byte[][]::new));
    }

    /** These, then others of the same side. */
    public Negatives and(Negatives others) {
        return new Negatives(
                sidePixels, Stream.of(pixels, others.pixels).flatMap(Stream::of).toArray(byte[][]::new));
    }

    public int size() {
        return pixels.length;
    }
}
