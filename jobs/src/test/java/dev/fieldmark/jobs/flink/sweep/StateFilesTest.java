package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFilesTest {
    @TempDir
    Path folder;

    private final StateFiles files = new StateFiles(2);

    private String written(String name) throws IOException {
        String file = Files.writeString(folder.resolve(name), name).toString();
        files.add(file);
        return file;
    }

    @Test
    void keepsAFileUntilNoKeptCheckpointNamesIt() throws IOException {
        String first = written("first");
        files.snapshot(1, Set.of(first));
        String second = written("second");
        files.snapshot(2, Set.of(second));
        files.snapshot(3, Set.of(second));

        files.completed(1, Set.of(second));
        files.completed(2, Set.of(second));
        assertThat(Path.of(first)).exists();

        files.completed(3, Set.of(second));
        assertThat(Path.of(first)).doesNotExist();
        assertThat(Path.of(second)).exists();
    }

    @Test
    void aCheckpointThatNeverCompletesKeepsAFileNoLonger() throws IOException {
        String first = written("first");
        files.snapshot(1, Set.of(first));
        files.snapshot(2, Set.of());
        files.snapshot(3, Set.of());
        files.completed(2, Set.of());
        files.completed(3, Set.of());

        assertThat(Path.of(first)).doesNotExist();
    }

    @Test
    void removesAFileThatNoCheckpointNamedOnceTheTrialHasANewerOne() throws IOException {
        String never = written("never");
        String newer = written("newer");
        files.snapshot(1, Set.of(newer));
        files.completed(1, Set.of(newer));

        assertThat(Path.of(never)).doesNotExist();
        assertThat(Path.of(newer)).exists();
    }
}
