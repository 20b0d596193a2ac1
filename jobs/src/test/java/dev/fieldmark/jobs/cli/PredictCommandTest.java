package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.onnx.PublishedNets;
import dev.fieldmark.jobs.sample.SampleCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before a job starts. */
class PredictCommandTest {
    @TempDir
    Path folder;

    private Path csv() {
        return folder.resolve("test.csv");
    }

    @BeforeEach
    void publish() throws IOException {
        PublishedNets.publish(folder.resolve("store"), 0);
        SampleCsv.writeTest(csv(), 4, 3);
    }

    @Test
    void saysInOneLineWhatIsWrong() throws IOException {
        refuses("keypoints@9: no such version in the store", "--model", "keypoints@9", "--input", csv());
        refuses("birds@latest: no such model in the store", "--model", "birds", "--input", csv());
        refuses("--model: model name was 'Birds' but must", "--model", "Birds", "--input", csv());
        refuses("gone.csv: no such file", "--model", "keypoints", "--input", folder.resolve("gone.csv"));
        Path other = Files.writeString(folder.resolve("other.csv"), "ImageId,Picture\n");
        refuses("other.csv:1: header had 2 columns", "--model", "keypoints", "--input", other);
        Path lookup = Files.writeString(
                folder.resolve("lookup.csv"), "RowId,ImageId,FeatureName,Location\n1,1,nose_tip_z,\n");
        refuses(
                lookup + ":2: FeatureName was 'nose_tip_z' but must be one of the thirty columns",
                "--model",
                "keypoints",
                "--input",
                csv(),
                "--lookup",
                lookup);
        refuses("--parallelism was 0 but must be >= 1", "--model", "k", "--input", csv(), "--parallelism", 0);
        refuses("--draw was " + csv() + ", a file", "--model", "keypoints", "--input", csv(), "--draw", csv());
    }

    @Test
    void refusesAGraphWithAFlippedByte() throws IOException {
        Path onnx = folder.resolve("store/keypoints/v000001/model.onnx");
        byte[] bytes = Files.readAllBytes(onnx);
        bytes[bytes.length / 2] ^= 1;
        Files.write(onnx, bytes);
        refuses("sha256", "--model", "keypoints", "--input", csv());
    }

    @Test
    void refusesAnOutputThatCanNotBe() {
        Path missing = folder.resolve("gone/points.csv");
        refusesOutput(missing, "--output was " + missing + " but must lie in a folder that exists");
        refusesOutput(folder, "--output was " + folder + ", a folder, but must be a file");
        refusesOutput(csv(), "--output was the input, " + csv() + ", but must be another file");
        assertThat(csv()).content().startsWith("ImageId,Image");
    }

    private void refusesOutput(Path output, String message) {
        Object[] arguments = {
            "predict", "--store", folder.resolve("store"), "--model", "keypoints", "--input", csv(), "--output", output
        };
        var run = Cli.run(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    private void refuses(String message, Object... arguments) {
        Path output = folder.resolve("points.csv");
        var all = new ArrayList<Object>(List.of("predict", "--store", folder.resolve("store"), "--output", output));
        all.addAll(List.of(arguments));
        var run = Cli.run(all.toArray());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(output).doesNotExist();
    }
}
