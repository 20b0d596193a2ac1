package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.photos.PhotoManifest;
import dev.fieldmark.jobs.photos.TestPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prepare --kind species} as a user calls it. */
class PreparePhotosIT {
    @TempDir
    Path folder;

    @Test
    void preparesTheSameBytesAtAnyParallelism() throws IOException {
        Path input = TestPhotos.draw(folder.resolve("in"), 40);
        Path taxa = Files.writeString(
                folder.resolve("taxa.csv"),
                "latin,common_en,rank,parent,gbif,toxic\n"
                        + "Alba prima,First white,species,Alba,1,true\n"
                        + "Caerulea_secunda,,species,,,\n"
                        + "Rubra tertia,,species,,,\n"
                        + "Alba,Whites,genus,,,\n");
        Cli one = prepare(input, "one", "--taxa", taxa, "--side", "32", "--parallelism", "1");
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(one.out()).contains("Alba prima                        40      32          8", "photos/s");
        Cli three = prepare(input, "three", "--taxa", taxa, "--side", "32", "--parallelism", "3", "--json");
        assertThat(three.exitCode()).as(three.err()).isZero();
        try (Stream<Path> files = Files.list(folder.resolve("one"))) {
            assertThat(files)
                    .hasSize(10)
                    .allSatisfy(file -> assertThat(folder.resolve("three").resolve(file.getFileName()))
                            .hasSameBinaryContentAs(file));
        }
        PhotoManifest manifest = PhotoDataset.open(folder.resolve("three")).manifest();
        JsonNode json = new JsonMapper().readTree(three.out());
        assertThat(json.get("contentHash").asText()).isEqualTo(manifest.contentHash());
        assertThat(json.get("photosPerSecond").asDouble()).isPositive();
        assertThat(manifest.group()).isEqualTo("samples");
        assertThat(manifest.taxa())
                .extracting("latin")
                .containsExactly("Alba prima", "Caerulea secunda", "Rubra tertia", "Alba");
    }

    @Test
    void namesBrokenFilesAndLeavesNothingWhereThereAreTooMany() throws IOException {
        Path input = TestPhotos.draw(folder.resolve("in"), 12);
        Files.writeString(input.resolve("Rubra_tertia/x.jpg"), "no photo");
        Cli refused = prepare(input, "out", "--broken-at-most", "0.02");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines().filter(line -> !line.startsWith("prepare: about ")))
                .containsExactly(
                        input + ": 1 of 37 files (2.7%) were no photos that can be read but at most 2.0% may be;"
                                + " the first was Rubra_tertia/x.jpg: picture is not a PNG, JPEG, GIF or WebP");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(input);
        }
        assertThat(prepare(input, "out").exitCode()).isZero();
        assertThat(folder.resolve("out/rejects.csv")).content().contains("\"Rubra_tertia/x.jpg\"");
    }

    /** Real butterflies, where they are at hand. */
    @Test
    void preparesTheRealButterflies() throws IOException {
        Path butterflies = Path.of(System.getProperty("fieldmark.shared", "../../shared/data"))
                .resolve("butterflies");
        assumeThat(butterflies).as("the real butterflies are not here").exists();
        Cli prepared = prepare(butterflies, "out");
        assertThat(prepared.exitCode()).as(prepared.err()).isZero();
        PhotoDataset dataset = PhotoDataset.open(folder.resolve("out"));
        assertThat(dataset.manifest().photos()).isEqualTo(665);
        assertThat(dataset.manifest().brokenPhotos()).isZero();
        assertThat(dataset.manifest().nearDuplicateGroups()).isEqualTo(6);
        assertThat(dataset.manifest().species())
                .hasSize(10)
                .allSatisfy(species -> assertThat((double) species.validationPhotos() / species.photos())
                        .isBetween(0.17, 0.23));
        assertThat(dataset.photos(Side.VALIDATION, 0.2).size())
                .isEqualTo(dataset.manifest().validationPhotos());
    }

    private Cli prepare(Path input, String output, Object... more) {
        Object[] all = Stream.concat(
                        Stream.of(
                                "prepare",
                                "--kind",
                                "species",
                                "--group",
                                "samples",
                                "--input",
                                input,
                                "--output",
                                folder.resolve(output)),
                        Stream.of(more))
                .toArray();
        return Cli.run(all);
    }
}
