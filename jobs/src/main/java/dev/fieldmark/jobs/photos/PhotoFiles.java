package dev.fieldmark.jobs.photos;

import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Photos that were read from files as they are, without a dataset.
 *
 * @param <P> {@link PhotoSet} or {@link Negatives}
 * @param photos those that could be read
 * @param broken those that could not
 */
public record PhotoFiles<P>(P photos, List<BrokenPhoto> broken) {
    private static final PhotoLimits LIMITS = PhotoBlocks.LIMITS;

    public PhotoFiles {
        broken = List.copyOf(broken);
    }

    /**
     * Reads a folder with a folder a species.
     *
     * @param species whose places are the labels
     * @throws BadDataException where there is no such folder, or one of it is of a species that is not among them
     */
    public static PhotoFiles<PhotoSet> ofSpecies(Path folder, List<String> species, int sidePixels) throws IOException {
        PhotoFolder found = PhotoFolder.read(folder);
        for (String latin : found.species()) {
            if (!species.contains(latin)) {
                throw new BadDataException(folder + ": had a folder of " + latin
                        + " but must be of species that the model knows: " + String.join(", ", species));
            }
        }
        List<ReadFile> files = read(found.files(), sidePixels);
        PhotoSet photos = PhotoSet.of(sidePixels, sound(files));
        int[] labels = IntStream.of(photos.labels())
                .map(place -> species.indexOf(found.species().get(place)))
                .toArray();
        return new PhotoFiles<>(new PhotoSet(sidePixels, photos.pixels(), labels, photos.names()), broken(files));
    }

    /** Reads photos of nothing in the group. */
    public static PhotoFiles<Negatives> of(NegativeFolder folder, int sidePixels) {
        List<ReadFile> files = read(folder.files(), sidePixels);
        return new PhotoFiles<>(Negatives.of(sidePixels, sound(files)), broken(files));
    }

    /** Of each file the photo or why there is none. */
    private record ReadFile(Optional<StoredPhoto> photo, Optional<BrokenPhoto> broken) {
        static ReadFile of(PhotoFile file, int sidePixels) {
            try {
                byte[] bytes = LIMITS.read(Path.of(file.path()));
                SquarePhoto pixels = SquarePhoto.decode(bytes, LIMITS, sidePixels);
                return new ReadFile(Optional.of(new StoredPhoto(file.shows(), file.name(), pixels)), Optional.empty());
            } catch (PhotoException | IOException e) {
                return new ReadFile(
                        Optional.empty(), Optional.of(new BrokenPhoto(file.name(), String.valueOf(e.getMessage()))));
            }
        }
    }

    private static List<ReadFile> read(List<PhotoFile> files, int sidePixels) {
        return files.stream()
                .parallel()
                .map(file -> ReadFile.of(file, sidePixels))
                .toList();
    }

    private static List<StoredPhoto> sound(List<ReadFile> files) {
        return files.stream().flatMap(file -> file.photo().stream()).toList();
    }

    private static List<BrokenPhoto> broken(List<ReadFile> files) {
        return files.stream().flatMap(file -> file.broken().stream()).toList();
    }
}
