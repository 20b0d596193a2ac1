package dev.fieldmark.jobs.photos;

import dev.fieldmark.domain.Taxon;
import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder of photos, one folder a species in it. Files beside those folders, and names that begin with a dot, are no
 * part of it.
 *
 * @param folder of all
 * @param species Latin names in alphabetical order
 * @param files in the order of species and names
 */
public record PhotoFolder(String folder, List<String> species, List<PhotoFile> files) implements Serializable {
    /** A shard says the species in 16 bits. */
    private static final int MAX_SPECIES = 1 << 15;

    public PhotoFolder {
        species = List.copyOf(species);
        files = List.copyOf(files);
    }

    /**
     * Lists a folder; no photo is opened.
     *
     * @throws BadDataException where it is no folder of species with photos; names the folder or file
     */
    public static PhotoFolder read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadDataException(folder + ": "
                    + (Files.exists(folder)
                            ? "was a file but must be a folder with a folder a species"
                            : "no such folder"));
        }
        List<String> species = new ArrayList<>();
        List<PhotoFile> files = new ArrayList<>();
        for (Path one : visible(folder)) {
            if (Files.isDirectory(one)) {
                addSpecies(one, species, files);
            }
        }
        if (species.isEmpty() || species.size() > MAX_SPECIES) {
            throw new BadDataException(folder + ": held " + species.size()
                    + " folders but must hold one a species, named like Vanessa_atalanta, at least 1 and at most "
                    + MAX_SPECIES);
        }
        return new PhotoFolder(folder.toAbsolutePath().toString(), species, files);
    }

    private static void addSpecies(Path folder, List<String> species, List<PhotoFile> files) throws IOException {
        String name = name(folder);
        String latin = name.replace('_', ' ');
        if (!Taxon.isLatin(latin)) {
            throw new BadDataException(
                    folder + ": was named '" + name + "' but must be named as a species, like Vanessa_atalanta");
        }
        if (species.contains(latin)) {
            throw new BadDataException(folder + ": was a second folder of " + latin + " but each must have one");
        }
        for (Path file : visible(folder)) {
            if (Files.isDirectory(file)) {
                throw new BadDataException(file + ": was a folder but must be a photo");
            }
            files.add(new PhotoFile(
                    new Shown.Species(species.size()),
                    name + "/" + name(file),
                    file.toAbsolutePath().toString()));
        }
        species.add(latin);
    }

    /** What is in a folder and does not begin with a dot, in the order of names. */
    static List<Path> visible(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !name(file).startsWith("."))
                    .sorted((one, other) -> name(one).compareTo(name(other)))
                    .toList();
        }
    }

    private static String name(Path file) {
        return Objects.toString(file.getFileName());
    }
}
