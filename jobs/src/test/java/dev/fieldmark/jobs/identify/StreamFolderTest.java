package dev.fieldmark.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamFolderTest {
    @TempDir
    Path path;

    private StreamFolder folder;

    @BeforeEach
    void open() {
        folder = new StreamFolder(path.resolve("state"));
    }

    private Path checkpoint(String job, String name) throws IOException {
        Path checkpoint =
                Files.createDirectories(folder.checkpoints().resolve(job).resolve(name));
        Files.createFile(checkpoint.resolve("_metadata"));
        return checkpoint;
    }

    @Test
    void goesOnFromTheWholeCheckpointOfTheGreatestNumber() throws IOException {
        assertThat(folder.newestCheckpoint()).isEmpty();
        checkpoint("b", "chk-9");
        Path newest = checkpoint("a", "chk-10");
        checkpoint("c", "chk-2");
        Files.createDirectories(folder.checkpoints().resolve("a/chk-11")); // without its metadata
        checkpoint("a", "shared");

        assertThat(folder.newestCheckpoint()).hasValue(newest);
    }

    @Test
    void removesWhatKilledRunsLeftBesideThatCheckpoint() throws Exception {
        Path old = checkpoint("b", "chk-9");
        Path newest = checkpoint("a", "chk-10");

        folder.hold("stream").close();

        assertThat(newest).exists();
        assertThat(old).doesNotExist();
        assertThat(folder.checkpoints().resolve("b")).doesNotExist();
    }

    @Test
    void isHeldByOneAlone() throws Exception {
        try (var hold = folder.hold("stream")) {
            assertThatThrownBy(() -> folder.hold("stream"))
                    .isInstanceOf(BadDataException.class)
                    .hasMessage(folder.path() + ": another process runs this stream but only one may");
        }
        folder.hold("stream").close();
    }

    @Test
    void refusesToGoOnWithTheCheckpointOfAnotherStream() throws Exception {
        folder.hold("a to b").close();
        folder.hold("c to b").close(); // nothing is unfinished
        checkpoint("job", "chk-1");

        assertThatThrownBy(() -> folder.hold("a to b"))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("holds an unfinished stream of c to b but this one is of a to b");
    }

    @Test
    void aNewRunCountsAnewAndIsNotTheOneThatWasStopped() throws Exception {
        folder.hold("stream").close();
        folder.write(folder.tally().plus(7, 2).plus(1, 0));
        folder.writeWaiting(5);
        folder.stop();
        folder.end();
        assertThat(folder.tally()).isEqualTo(new Tally(8, 2));
        assertThat(folder.waiting()).isEqualTo(5);
        assertThat(folder.isStopping()).isTrue();
        assertThat(folder.hasEnded()).isTrue();

        folder.hold("stream").close();

        assertThat(folder.tally()).isEqualTo(new Tally(0, 0));
        assertThat(folder.waiting()).isZero();
        assertThat(folder.isStopping()).isFalse();
        assertThat(folder.hasEnded()).isFalse();
    }
}
