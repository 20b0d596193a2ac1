package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before Flink starts. */
class PrepareCommandTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "--validation-fraction, 1, --validation-fraction was 1.0 but must be > 0 and < 1",
        "--validation-fraction, NaN, --validation-fraction was NaN but must be > 0 and < 1",
        "--parallelism, 0, --parallelism was 0 but must be >= 1"
    })
    void refusesBadOptions(String option, String value, String message) throws IOException {
        Path csv = Files.writeString(folder.resolve("test.csv"), "ImageId,Image\n1,0\n");
        assertThat(prepare(csv, option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void refusesAMissingFileAForeignHeaderAndMissingGroups() throws IOException {
        Path missing = folder.resolve("no.csv");
        assertThat(prepare(missing)).isEqualTo(2);
        Path csv = Files.writeString(folder.resolve("test.csv"), "ImageId,Picture\n");
        assertThat(prepare(csv)).isEqualTo(2);
        Path sound = Files.writeString(folder.resolve("sound.csv"), "ImageId,Image\n1,0\n");
        Path groups = folder.resolve("groups.csv");
        assertThat(prepare(sound, "--groups", groups.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        missing + ": no such file",
                        "test.csv:1: header had 2 columns but must have 31 (thirty targets, then Image) or 2"
                                + " (ImageId, Image)",
                        groups + ": no such file");
    }

    @Test
    void refusesAnOutputThatIsNoDataset() throws IOException {
        Path csv = Files.writeString(folder.resolve("test.csv"), "ImageId,Image\n1,0\n");
        Files.createDirectory(folder.resolve("out"));
        Files.writeString(folder.resolve("out/thesis.txt"), "mine");
        assertThat(prepare(csv)).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo(folder.resolve("out")
                        + ": held thesis.txt but must be new, empty or an earlier dataset and nothing else");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--kind birds|--kind was 'birds' but must be keypoints, species or detector",
                "--kind species|--group must be given with --kind species, e.g. butterflies",
                "--kind species --group Birds|--group was 'Birds' but must be at most 40 small letters, digits and dashes,"
                        + " a letter first",
                "--kind species --group birds --side 4|--side was 4 but must be >= 8 and <= 1024",
                "--kind species --group birds --broken-at-most 5|--broken-at-most was 5.0 but must be >= 0 and <= 1",
                "--kind species --group birds --groups g.csv|--groups was given with --kind species but belongs to --kind"
                        + " keypoints",
                "--side 96|--side was given with --kind keypoints but belongs to --kind species",
                "--kind keypoints --taxa t.csv|--taxa was given with --kind keypoints but belongs to --kind species",
                "--kind detector|--negatives must be given with --kind detector: photos without faces",
                "--kind detector --group g|--group was given with --kind detector but belongs to --kind species",
                "--kind species --group birds|held no file but must hold at least 1 photo"
            })
    void refusesOptionsThatDoNotFitItsKind(String options, String message) throws IOException {
        Files.createDirectories(folder.resolve("in/Vanessa_cardui"));
        assertThat(prepare(folder.resolve("in"), options.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void refusesASampleWithoutRows() {
        assertThat(run(List.of(
                        "sample",
                        "--rows",
                        "0",
                        "--output",
                        folder.resolve("a.csv").toString())))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--rows was 0 but must be >= 1");
    }

    private int prepare(Path input, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "prepare",
                "--input",
                input.toString(),
                "--output",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return Fieldmark.commandLine().setErr(new PrintWriter(err, true)).execute(arguments.toArray(String[]::new));
    }
}
