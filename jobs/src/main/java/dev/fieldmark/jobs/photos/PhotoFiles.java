package dev.fieldmark.jobs.photos;

import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Photos that were read from files as they are, without a dataset.
 *
 * @param photos those that could be read
 * @param broken those that could not
 */
public record PhotoFiles(PhotoSet photos, List<BrokenPhoto> broken) {
    private static final PhotoLimits LIMITS = PhotoBlocks.LIMITS;

    /** Label of a photo of which no species is known. */
    public static final int NO_SPECIES = -1;

    public PhotoFiles {
        broken = List.copyOf(broken);
    }

    /**
     * Reads a folder with a folder a species.
     *
     * @param species whose places are the labels
     * @throws BadDataException where there is no such folder, or one of it is of a species that is not among them
     */
    public static PhotoFiles ofSpecies(Path folder, List<String> species, int sidePixels) throws IOException {
        PhotoFolder found = PhotoFolder.read(folder);
        List<String> names = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (PhotoFile file : found.files()) {
            String latin = found.species().get(file.species());
            int label = species.indexOf(latin);
            if (label < 0) {
                throw new BadDataException(folder + ": had a folder of " + latin
                        + " but must be of species that the model knows: " + String.join(", ", species));
            }
            names.add(file.name());
            labels.add(label);
        }
        return read(folder, names, labels, sidePixels);
    }

    /**
     * Reads all files of a folder and of those in it.
     *
     * @throws BadDataException where there is no such folder
     */
    public static PhotoFiles all(Path folder, int sidePixels) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .filter(file -> !Objects.toString(file.getFileName()).startsWith("."))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
            return read(folder, names, names.stream().map(name -> NO_SPECIES).toList(), sidePixels);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new BadDataException(folder + ": was no folder but must be one with photos");
        }
    }

    private static PhotoFiles read(Path folder, List<String> names, List<Integer> labels, int sidePixels)
            throws IOException {
        byte[][] pixels = new byte[names.size()][];
        String[] reasons = new String[names.size()];
        IntStream.range(0, names.size()).parallel().forEach(i -> {
            try {
                byte[] bytes = LIMITS.read(folder.resolve(names.get(i)));
                pixels[i] = SquarePhoto.decode(bytes, LIMITS, sidePixels).rgb();
            } catch (PhotoException | IOException e) {
                reasons[i] = String.valueOf(e.getMessage());
            }
        });
        int[] sound =
                IntStream.range(0, names.size()).filter(i -> pixels[i] != null).toArray();
        List<BrokenPhoto> broken = IntStream.range(0, names.size())
                .filter(i -> pixels[i] == null)
                .mapToObj(i -> new BrokenPhoto(names.get(i), reasons[i]))
                .toList();
        PhotoSet photos = new PhotoSet(
                sidePixels,
                IntStream.of(sound).mapToObj(i -> pixels[i]).toArray(byte[][]::new),
                IntStream.of(sound).map(labels::get).toArray(),
                IntStream.of(sound).mapToObj(names::get).toList());
        return new PhotoFiles(photos, broken);
    }
}
