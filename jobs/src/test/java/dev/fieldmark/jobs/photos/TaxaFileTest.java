package dev.fieldmark.jobs.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.domain.Taxon;
import dev.fieldmark.domain.TaxonRank;
import dev.fieldmark.domain.Toxicity;
import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxaFileTest {
    private static final String HEADER = "latin,common_en,common_de,rank,parent,gbif,toxic\n";

    @TempDir
    Path folder;

    @Test
    void keepsTheSpeciesOfTheFolderAndWhatIsAboveThem() throws IOException {
        List<Taxon> taxa = TaxaFile.read(file(HEADER
                        + "Vanessa,,,genus,Nymphalidae,1898285,\n"
                        + "Amanita_muscaria,\"Fly agaric, the red\",Fliegenpilz,species,Amanita,3328328,true\n"
                        + "\n"
                        + "Vanessa atalanta,Red Admiral,Admiral,species,Vanessa,1898286,false\n"
                        + "Pieris rapae,,,species,,,\n"))
                .of(photos("Amanita muscaria", "Vanessa atalanta"));

        assertThat(taxa)
                .containsExactly(
                        new Taxon(
                                "Amanita muscaria",
                                new TreeMap<>(Map.of("en", "Fly agaric, the red", "de", "Fliegenpilz")),
                                TaxonRank.SPECIES,
                                Optional.of("Amanita"),
                                OptionalLong.of(3328328),
                                Toxicity.TOXIC),
                        new Taxon(
                                "Vanessa atalanta",
                                new TreeMap<>(Map.of("en", "Red Admiral", "de", "Admiral")),
                                TaxonRank.SPECIES,
                                Optional.of("Vanessa"),
                                OptionalLong.of(1898286),
                                Toxicity.NOT_TOXIC),
                        new Taxon(
                                "Vanessa",
                                new TreeMap<>(),
                                TaxonRank.GENUS,
                                Optional.of("Nymphalidae"),
                                OptionalLong.of(1898285),
                                Toxicity.UNKNOWN));
    }

    @Test
    void namesTheSpeciesWithoutALine() throws IOException {
        TaxaFile taxa = TaxaFile.read(file(HEADER + "Vanessa atalanta,,,species,,,\n"));

        assertThatThrownBy(() -> taxa.of(photos("Pieris rapae", "Vanessa atalanta")))
                .isInstanceOf(BadDataException.class)
                .hasMessage(
                        "taxa.csv: had no line for Pieris rapae but must have one for every species, since photos holds"
                                + " Pieris_rapae");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Vanessa atalanta,,species,,,|taxa.csv:2: had 6 fields but must have 7 as the header",
                "vanessa,,,species,,,|taxa.csv:2: latin was 'vanessa' but must be a Latin name like Vanessa atalanta",
                "Vanessa,,,spezies,,,|taxa.csv:2: rank was 'spezies' but must be one of kingdom, phylum, class, order,"
                        + " family, genus, species, subspecies, variety, form",
                "Vanessa,,,genus,,GBIF12,|taxa.csv:2: gbif was 'GBIF12' but must be a whole number >= 1 or empty",
                "Vanessa,,,genus,,0,|taxa.csv:2: gbif was '0' but must be a whole number >= 1 or empty",
                "Vanessa,,,genus,,,no|taxa.csv:2: toxic was 'no' but must be true, false or empty",
                "Vanessa,,,genus,Vanessa,,|taxa.csv:2: parent was 'Vanessa' but must be another taxon",
                "Vanessa,\"Red,,genus,,,|taxa.csv:2: field 2 began with a quote but must end with one on the same line"
            })
    void namesLineAndField(String line, String message) throws IOException {
        assertRefused(HEADER + line + "\n", message);
    }

    @Test
    void namesWhatIsWrongWithTheHeaderOrTheWhole() throws IOException {
        assertRefused(
                "", "taxa.csv:1: column was '' but must be one of latin, rank, parent, gbif, toxic or like common_en");
        assertRefused(
                "latin,rank,parent,gbif\n",
                "taxa.csv:1: header was 'latin,rank,parent,gbif' but must have the column toxic");
        assertRefused("latin,latin\n", "taxa.csv:1: column latin was given twice but must be given once");
        assertRefused(
                HEADER + "Vanessa,,,genus,,,\nVanessa,,,genus,,,\n",
                "taxa.csv:3: latin was 'Vanessa' again but must be given once");
        assertRefused(
                HEADER + "Vanessa,,,genus,Pieris,,\nPieris,,,genus,Vanessa,,\n",
                "taxa.csv: Vanessa was above itself but parents must lead away from it");
        Path missing = folder.resolve("no.csv");
        assertThatThrownBy(() -> TaxaFile.read(missing)).hasMessage(missing + ": no such file");
    }

    private void assertRefused(String content, String message) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> TaxaFile.read(file))
                .isInstanceOf(BadDataException.class)
                .hasMessage(message);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("taxa.csv"), content);
    }

    private static PhotoFolder photos(String... species) {
        return new PhotoFolder("photos", List.of(species), List.of());
    }
}
