package dev.fieldmark.jobs.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in the place of NVIDIA's command. */
final class NvidiaDriverTest {
    @TempDir
    private Path folder;

    private NvidiaDriver driver(String... lines) throws Exception {
        Path script = folder.resolve("nvidia-smi");
        Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new NvidiaDriver(script.toString());
    }

    private NvidiaDriver answering(String version, String gpus) throws Exception {
        return driver(
                "case $1,$2 in",
                "--query-gpu=driver_version,--format=csv,noheader) echo '" + version + "' ;;",
                "--query-gpu=index,uuid,compute_cap,name,--format=csv,noheader) printf '" + gpus + "' ;;",
                "*) echo \"$1 is unknown\"; exit 2 ;;",
                "esac");
    }

    @Test
    void everyGpuIsALine() throws Exception {
        NvidiaDriver driver = answering(
                "535.54.03", "0, GPU-a1, 8.0, NVIDIA A100-SXM4-40GB\\n1, GPU-b2, 7.5, Tesla T4, passively cooled\\n");
        assertThat(driver.gpus())
                .containsExactly(
                        new Gpu(0, "GPU-a1", "NVIDIA A100-SXM4-40GB", "8.0"),
                        new Gpu(1, "GPU-b2", "Tesla T4, passively cooled", "7.5"));
    }

    @Test
    void aDriverThatIsTooOldIsRefusedBeforeItIsAskedWhatItDoesNotKnow() throws Exception {
        NvidiaDriver driver = driver(
                "case $1 in",
                "--query-gpu=driver_version) echo 470.57.02 ;;",
                "*) echo 'Field \"compute_cap\" is not a valid field to query.'; exit 2 ;;",
                "esac");
        assertThatThrownBy(driver::gpus)
                .isInstanceOf(GpuException.class)
                .hasMessage("NVIDIA's driver was 470.57.02 but must be >= 510.39.01, as CUDA 11.6 needs it");
    }

    @Test
    void noGpuIsSaidWithTheReason() throws Exception {
        String none = "this build trains on a GPU but none was found: ";
        assertThatThrownBy(new NvidiaDriver(folder.resolve("nothing").toString())::gpus)
                .isInstanceOf(GpuException.class)
                .hasMessage(none + folder.resolve("nothing") + ", which comes with NVIDIA's driver, can't be run");
        NvidiaDriver lost = driver("echo \"NVIDIA-SMI has failed because it couldn't reach the driver.\"", "exit 9");
        assertThatThrownBy(lost::gpus)
                .hasMessage(none + lost.command()
                        + " ended with 9: NVIDIA-SMI has failed because it couldn't reach the driver.");
        NvidiaDriver empty = driver("exit 0");
        assertThatThrownBy(empty::gpus).hasMessage(none + empty.command() + " ended with 0 and named none");
    }

    @Test
    void anAnswerOfAnotherFormIsRefused() throws Exception {
        assertThatThrownBy(answering("new", "")::gpus)
                .hasMessage("the version of NVIDIA's driver was 'new' but must be numbers with dots between them");
        assertThatThrownBy(answering("535.1", "zero, GPU-a1, 8.0, A100\\n")::gpus)
                .hasMessage("nvidia-smi said 'zero, GPU-a1, 8.0, A100' but must say index, UUID, compute capability and"
                        + " name");
    }
}
