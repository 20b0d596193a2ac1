package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCommandTest {
    @TempDir
    Path folder;

    @Test
    void drawsFacesUnlessToldOtherwise() throws IOException {
        Path csv = folder.resolve("training.csv");
        Cli cli = Cli.run("sample", "--rows", 3, "--output", csv);
        assertThat(cli.exitCode()).isZero();
        assertThat(Files.readAllLines(csv)).hasSize(4);
    }

    @Test
    void drawsEquallyManyPhotosOfEachSpecies() {
        Path photos = folder.resolve("photos");
        Cli cli = Cli.run("sample", "--kind", "species", "--photos", 10, "--output", photos);
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).startsWith(photos + ": 10 photos of 10 species in ");
        assertThat(photos.resolve("taxa.csv")).exists();
        assertThat(photos.resolve("Pictura_alba/00004.png")).exists();
    }

    @Test
    void refusesAFolderThatIsNotEmptyInOneLine() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        Cli cli = Cli.run("sample", "--kind", "species", "--photos", 10, "--output", folder);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err().lines()).containsExactly(folder + ": was not empty but must be a new or an empty folder");
    }

    @Test
    void refusesPhotosThatTheSpeciesCannotShareEqually() {
        Cli cli = Cli.run("sample", "--kind", "species", "--photos", 15, "--output", folder.resolve("photos"));
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("--photos was 15 but must be a multiple of 10");
        assertThat(folder.resolve("photos")).doesNotExist();
    }

    @Test
    void refusesOptionsOfTheOtherKindAndKindsThatItDoesNotKnow() {
        Path output = folder.resolve("x");
        assertThat(Cli.run("sample", "--kind", "species", "--rows", 10, "--output", output)
                        .err())
                .contains("--rows was given with --kind species but belongs to --kind faces");
        assertThat(Cli.run("sample", "--photos", 10, "--output", output).err())
                .contains("--photos was given with --kind faces but belongs to --kind species");
        assertThat(Cli.run("sample", "--kind", "birds", "--output", output).err())
                .contains("--kind was 'birds' but must be faces or species");
    }
}
