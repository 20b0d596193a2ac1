package dev.fieldmark.jobs.photos;

import dev.fieldmark.image.SquarePhoto;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Photos of species in memory, read-only by convention: nobody writes into the arrays once they are here.
 *
 * @param sidePixels of every photo
 * @param pixels photo after photo, an array each, since all in one would end at 2 GiB: unsigned sRGB samples, shape [3,
 *     side, side], reds first, as {@link SquarePhoto#rgb}
 * @param labels species of each, as places in the manifest's list
 * @param names file of each, below the folder that was prepared
 */
public record PhotoSet(int sidePixels, byte[][] pixels, int[] labels, List<String> names) {
    public PhotoSet {
        names = List.copyOf(names);
        if (pixels.length != labels.length || pixels.length != names.size()) {
            throw new IllegalArgumentException("photo set had " + pixels.length + " photos, " + labels.length
                    + " labels and " + names.size() + " names but must have as many of each");
        }
        requireSamples(sidePixels, pixels);
    }

    static void requireSamples(int sidePixels, byte[][] pixels) {
        int samples = SquarePhoto.samples(sidePixels);
        for (byte[] photo : pixels) {
            if (photo.length != samples) {
                throw new IllegalArgumentException("photo had " + photo.length + " samples but must have " + samples);
            }
        }
    }

    /** Those of these photos that show a species. */
    static PhotoSet of(int sidePixels, List<StoredPhoto> photos) {
        List<StoredPhoto> ofGroup =
                photos.stream().filter(photo -> !photo.shows().isNothing()).toList();
        return new PhotoSet(
                sidePixels,
                ofGroup.stream().map(photo -> photo.pixels().rgb()).toArray(byte[][]::new),
                ofGroup.stream()
                        .map(photo -> (Shown.Species) photo.shows())
                        .mapToInt(Shown.Species::place)
                        .toArray(),
                ofGroup.stream().map(StoredPhoto::name).toList());
    }

    /** These, then others of the same side. */
    public PhotoSet and(PhotoSet others) {
        return new PhotoSet(
                sidePixels,
                Stream.of(pixels, others.pixels).flatMap(Stream::of).toArray(byte[][]::new),
                IntStream.concat(IntStream.of(labels), IntStream.of(others.labels))
                        .toArray(),
                Stream.concat(names.stream(), others.names.stream()).toList());
    }

    public int size() {
        return pixels.length;
    }
}
