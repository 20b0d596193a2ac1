package dev.fieldmark.jobs.sample;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.WholeFile;
import dev.fieldmark.jobs.data.WholeFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Drawn photos on disk: a folder a species, and {@value #TAXA} beside them. */
public final class SamplePhotos {
    /** How many species there are. */
    public static final int SPECIES = SampleSpecies.values().length;

    private static final String TAXA = "taxa.csv";

    private SamplePhotos() {}

    /**
     * Draws photos, equally many of each species. The folder is there whole or not at all.
     *
     * @param folder to be made; may be there if it is empty
     * @param photos a multiple of {@link #SPECIES}
     * @param drawn is told how many there are by now
     * @throws BadDataException where the folder holds anything
     */
    public static void write(Path folder, long seed, int photos, IntConsumer drawn) throws IOException {
        if (photos < SPECIES || photos % SPECIES != 0) {
            throw new IllegalArgumentException("photos was " + photos + " but must be a multiple of " + SPECIES);
        }
        checkEmpty(folder);
        try (WholeFolder whole = WholeFolder.create(folder)) {
            writeAll(whole.aside(), seed, photos, drawn);
            whole.finish();
        }
    }

    private static void checkEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new BadDataException(folder + ": was a file but must be a new or an empty folder");
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new BadDataException(folder + ": was not empty but must be a new or an empty folder");
            }
        }
    }

    private static void writeAll(Path folder, long seed, int photos, IntConsumer drawn) throws IOException {
        WholeFile.write(folder.resolve(TAXA), out -> out.write(taxa().getBytes(StandardCharsets.US_ASCII)));
        for (SampleSpecies species : SampleSpecies.values()) {
            Files.createDirectory(folder.resolve(species.folder()));
        }
        for (int number = 1; number <= photos; number++) {
            SampleSpecies species = SampleSpecies.values()[(number - 1) % SPECIES];
            byte[] png = StoredPng.of(SamplePhoto.draw(species, seed, number));
            Path file = folder.resolve(species.folder()).resolve("%05d.png".formatted(number));
            WholeFile.write(file, out -> out.write(png));
            drawn.accept(number);
        }
    }

    /** A line a species, then a line a genus. */
    static String taxa() {
        StringBuilder taxa = new StringBuilder("latin,common_en,rank,parent,gbif,toxic\n");
        for (SampleSpecies species : SampleSpecies.values()) {
            taxa.append("%s,%s,species,%s,,\n".formatted(species.latin(), species.common(), species.genus()));
        }
        Stream.of(SampleSpecies.values())
                .map(SampleSpecies::genus)
                .distinct()
                .forEach(genus -> taxa.append(genus).append(",,genus,,,\n"));
        return taxa.toString();
    }
}
