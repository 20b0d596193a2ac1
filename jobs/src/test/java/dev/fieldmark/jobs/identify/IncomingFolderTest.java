package dev.fieldmark.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingFolderTest {
    @TempDir
    Path folder;

    private Path drop(String name, Instant written) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        return Files.setLastModifiedTime(file, FileTime.from(written));
    }

    private IncomingFolder.Found look() throws IOException {
        return new IncomingFolder(folder).look();
    }

    @Test
    void findsPhotosTheOldestFirstAlsoInFoldersWithin() throws IOException {
        Instant now = Instant.now();
        drop("young.jpg", now.minusSeconds(2));
        drop("day/old.jpg", now.minusSeconds(9));
        drop("middle", now.minusSeconds(5));

        assertThat(look().settled()).extracting(PhotoName::text).containsExactly("day/old.jpg", "middle", "young.jpg");
    }

    @Test
    void passesOverWhatIsBeingWritten() throws IOException {
        Instant before = Instant.now().minusSeconds(5);
        drop(".hidden.jpg", before);
        drop("a.jpg.part", before);
        drop(".folder/b.jpg", before);

        assertThat(look()).isEqualTo(new IncomingFolder.Found(java.util.List.of(), false));
        drop("c.jpg", Instant.now());
        assertThat(look()).isEqualTo(new IncomingFolder.Found(java.util.List.of(), true));
    }

    @Test
    void aFileFromTheFutureIsNoneThatIsBeingWritten() throws IOException {
        drop("a.jpg", Instant.now().plusSeconds(3600));

        assertThat(look().settled()).hasSize(1);
    }

    @Test
    void anyNameIsANameAndIsShownAsItIs() throws IOException {
        Instant before = Instant.now().minusSeconds(5);
        for (String name : new String[] {"a b.jpg", "a:b.jpg", "100%.jpg", "a?b#c.jpg", "ümlaut.jpg", "\"q\".jpg"}) {
            drop(name, before);
            PhotoName found = look().settled().get(0);
            assertThat(found.text()).isEqualTo(name);
            assertThat(found.in(folder)).isEqualTo(folder.resolve(name)).exists();
            Files.delete(folder.resolve(name));
        }
    }

    @Test
    void saysThatItIsGone() throws IOException {
        Files.delete(folder);
        assertThatThrownBy(this::look).isInstanceOf(NoSuchFileException.class).hasMessage(folder.toString());
        Files.createDirectory(folder);
    }
}
