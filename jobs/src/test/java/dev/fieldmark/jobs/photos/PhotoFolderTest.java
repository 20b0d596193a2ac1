package dev.fieldmark.jobs.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFolderTest {
    @TempDir
    Path folder;

    @Test
    void listsSpeciesAndFilesInAlphabeticalOrder() throws IOException {
        file("Vanessa_cardui/b.jpg");
        file("Vanessa_atalanta/2.png");
        file("Vanessa_atalanta/10.jpeg");
        file("Vanessa_atalanta/.hidden");
        file(".cache/x.jpg");
        file("taxa.csv");

        PhotoFolder photos = PhotoFolder.read(folder);

        assertThat(photos.species()).containsExactly("Vanessa atalanta", "Vanessa cardui");
        assertThat(photos.files())
                .containsExactly(
                        photo(0, "Vanessa_atalanta/10.jpeg"),
                        photo(0, "Vanessa_atalanta/2.png"),
                        photo(1, "Vanessa_cardui/b.jpg"));
    }

    private PhotoFile photo(int species, String name) {
        return new PhotoFile(
                new Shown.Species(species),
                name,
                folder.resolve(name).toAbsolutePath().toString());
    }

    @Test
    void saysWhatIsNoFolderOfSpecies() throws IOException {
        assertMessage(
                folder,
                folder + ": held 0 folders but must hold one a species, named like Vanessa_atalanta, at"
                        + " least 1 and at most 32768");
        assertMessage(folder.resolve("no"), folder.resolve("no") + ": no such folder");
        Path file = file("photo.jpg");
        assertMessage(file, file + ": was a file but must be a folder with a folder a species");
        file("Vanessa_atalanta/more/1.jpg");
        assertMessage(folder, folder.resolve("Vanessa_atalanta/more") + ": was a folder but must be a photo");
        file("100_birds/1.jpg");
        assertMessage(
                folder,
                folder.resolve("100_birds")
                        + ": was named '100_birds' but must be named as a species, like Vanessa_atalanta");
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    private static void assertMessage(Path folder, String message) {
        assertThatThrownBy(() -> PhotoFolder.read(folder))
                .isInstanceOf(BadDataException.class)
                .hasMessage(message);
    }
}
