package dev.fieldmark.store;

import static dev.fieldmark.store.Drafts.FACES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that publish into one store, and are killed while they do. */
class DirectoryModelStoreIT {
    private static final int TRIALS = 40;

    /** Publishes every trial, each twice, and says when it begins. */
    public static void main(String[] folders) throws IOException {
        var drafts = new Drafts(Files.createTempDirectory(Path.of(folders[1]), "drafts"));
        System.out.println("begins");
        for (int trial = 0; trial < TRIALS; trial++) {
            DirectoryModelStore.open(Path.of(folders[0])).publish(drafts.trial(trial));
            DirectoryModelStore.open(Path.of(folders[0])).publish(drafts.trial(trial));
        }
    }

    private static Process publisher(Path store, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DirectoryModelStoreIT.class.getName(),
                        store.toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static void awaitBegin(Process process) throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).isEqualTo("begins");
    }

    @Test
    void killedPublishersLeaveWholeVersionsAndOneATrial(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store");
        var random = new Random(1);
        for (int kill = 0; kill < 6; kill++) {
            List<Process> publishers = List.of(publisher(store, folder), publisher(store, folder));
            for (Process publisher : publishers) {
                awaitBegin(publisher);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(150)); // the moment of death is what varies here
            for (Process publisher : publishers) {
                publisher.destroyForcibly().waitFor();
            }
            assertThat(DirectoryModelStore.open(store).verify(FACES)).isEmpty();
        }
        Process last = publisher(store, folder);
        assertThat(last.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(last.exitValue()).isZero();
        DirectoryModelStore models = DirectoryModelStore.open(store);
        assertThat(models.verify(FACES)).isEmpty();
        assertThat(models.versions(FACES).stream()
                        .map(version ->
                                models.manifest(FACES, version).provenance().trial()))
                .hasSize(TRIALS)
                .doesNotHaveDuplicates();
        assertThat(models.resolve(FACES, "latest")).contains(new ModelVersion(TRIALS));
    }
}
