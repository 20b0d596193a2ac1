package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.TestFaces;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepPlanTest {
    private final Path spec;

    SweepPlanTest(@TempDir Path folder) throws IOException {
        spec = Files.writeString(folder.resolve("faces.yaml"), """
                version: 1
                study: faces
                task: {kind: keypoints}
                seed: 1
                space:
                  network: {choice: [net6, net7]}
                  momentum: 0.9
                sampler: {kind: grid}
                pruner: {kind: asha, min-epochs: 2, reduction: 3}
                early-stopping: {patience: 4}
                budget: {max-epochs: 20, max-duration: PT1H}
                publish: {model: keypoints}
                """);
    }

    @Test
    void dryRunPrintsThePlan() {
        Cli cli = Cli.run("sweep", "--spec", spec, "--dry-run");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out().lines())
                .startsWith(
                        "PLAN     faces",
                        "network  searched",
                        "seed     1",
                        "sampler  grid of 2 points",
                        "pruner   asha from epoch 2, 1 of 3 goes on; rungs at epochs 2, 6, 18",
                        "budget   2 trials of at most 20 epochs, patience 4; none starts after PT1H",
                        "trainer  1 thread",
                        "publish  keypoints, if better than its latest version",
                        "data     not given",
                        "",
                        "PARAMETER  VALUES",
                        "network    choice of net6, net7",
                        "momentum   fixed 0.9",
                        "",
                        "TRIAL  network",
                        "    0  net6",
                        "    1  net7",
                        "",
                        "NET6          OUTPUT         WEIGHTS",
                        "convolution1  32 x 94 x 94   W 32 x 1 x 3 x 3, b 32")
                .endsWith("output        30             W 1000 x 30, b 30", "all                          16,561,502");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: hyperband, min-epochs: 2, reduction: 3 | hyperband from epoch 2, 1 of 3 goes on, 4 brackets; rungs at epochs 2, 6, 18
            kind: patience, epochs: 3                    | patience of 3 epochs for 0.0 of the loss; rungs at epochs 4, 5, 6, ... 19
            kind: none                                   | none
            """)
    void tellsWhereTrialsMayBeStopped(String pruner, String line) throws IOException {
        Files.writeString(
                spec,
                Files.readString(spec)
                        .replace("kind: asha, min-epochs: 2, reduction: 3", pruner)
                        .replace("choice: [net6, net7]", "choice: [net2, net3, net4, net5, net6, net7]"));
        assertThat(Cli.run("sweep", "--spec", spec, "--dry-run").out().lines()).contains("pruner   " + line);
    }

    @Test
    void dryRunAsJson() throws IOException {
        JsonNode plan = new ObjectMapper()
                .readTree(
                        Cli.run("sweep", "--spec", spec, "--dry-run", "--json").out());
        assertThat(plan.at("/study").asText()).isEqualTo("faces");
        assertThat(plan.at("/rungs").toString()).isEqualTo("[2,6,18]");
        assertThat(plan.at("/maxDuration").asText()).isEqualTo("PT1H");
        assertThat(plan.at("/publish/when").asText()).isEqualTo("better-than-latest");
        assertThat(plan.at("/firstTrials/1/parameters/network").asText()).isEqualTo("net7");
        assertThat(plan.at("/dataset").isNull()).isTrue();
    }

    @Test
    void aWarmStartShowsTheEarlierStudysBestFirst(@TempDir Path studies) throws IOException {
        Files.writeString(Files.createDirectories(studies.resolve("earlier")).resolve("study.json"), """
                {"study": "earlier", "fingerprint": "f", "phase": "over", "trialsEnded": 2, "trialsTotal": 2,
                 "irreproducible": 0, "trials": [
                  {"trial": 0, "parameters": {"network": "net6", "momentum": "0.9"}, "state": "diverged",
                   "epochs": [{"trainLoss": 0.1, "validLoss": 0.1}], "bestEpoch": 1, "bestLoss": 0.1},
                  {"trial": 1, "parameters": {"network": "net7", "momentum": "0.9"}, "state": "completed",
                   "epochs": [{"trainLoss": 0.2, "validLoss": 0.2}], "bestEpoch": 1, "bestLoss": 0.2}]}
                """);
        Files.writeString(spec, Files.readString(spec) + "warm-start: {study: earlier}\n");
        Cli cli = Cli.run("sweep", "--spec", spec, "--studies", studies, "--dry-run");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out().lines()).contains("begins   with the best 1 of study earlier, trained again");
        assertThat(cli.out().lines().skip(14)).startsWith("", "TRIAL  network", "    0  net7", "    1  net6");
    }

    @Test
    void aWarmStartFromNoStudyEndsWithTwo(@TempDir Path studies) throws IOException {
        Files.writeString(spec, Files.readString(spec) + "warm-start: {study: earlier}\n");
        Cli cli = Cli.run("sweep", "--spec", spec, "--studies", studies, "--dry-run");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err().lines())
                .containsExactly("faces.yaml: warm-start.study was earlier but must be a study in " + studies);
    }

    @Test
    void badInputEndsWithTwoAndALineForEachMistake() throws IOException {
        Files.writeString(
                spec,
                Files.readString(spec)
                        .replace("max-epochs: 20", "max-epochs: 0")
                        .replace("seed: 1", ""));
        Cli cli = Cli.run("sweep", "--spec", spec, "--dry-run");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines())
                .containsExactly(
                        "faces.yaml: seed was missing but must be a whole number",
                        "faces.yaml: budget.max-epochs was 0 but must be a whole number >= 1");
    }

    @Test
    void aDatasetThatIsNoneEndsWithTwo(@TempDir Path empty) {
        Cli cli = Cli.run("sweep", "--spec", spec, "--data", empty, "--dry-run");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err().lines()).singleElement().asString().contains("dataset.json");
    }

    @Test
    void withoutDataOrStoreNothingStarts(@TempDir Path empty) {
        Cli cli = Cli.run("sweep", "--spec", spec);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err().lines())
                .singleElement()
                .asString()
                .startsWith("fieldmark sweep: --data is missing, and the spec has no task.data");
        assertThat(Cli.run("sweep", "--spec", spec, "--data", empty).err())
                .startsWith("fieldmark sweep: --store is missing");
    }

    @Test
    void dryRunNamesTheLayersThatAreCopiedAndThoseThatAreNot(@TempDir Path folder) throws IOException {
        Path checkpoint = smallNet(folder);
        Path small = Files.writeString(folder.resolve("small.yaml"), """
                version: 1
                study: small
                task: {kind: keypoints}
                network: net1
                seed: 1
                init: {from: %s}
                space: {dense-units: {choice: [2, 3]}}
                sampler: {kind: grid}
                budget: {max-epochs: 3}
                """.formatted(checkpoint));

        Cli cli = Cli.run("sweep", "--spec", small, "--dry-run", "--studies", folder);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err().lines())
                .containsExactly("small.yaml: init.from was " + checkpoint
                        + ", but the net of trial 1 has no layer in common with it, beginning with dense1 (there"
                        + " W 9216 x 2, b 2; here W 9216 x 3, b 3)");

        Files.writeString(small, Files.readString(small).replace("{choice: [2, 3]}", "2"));
        Cli alike = Cli.run("sweep", "--spec", small, "--dry-run", "--studies", folder);
        assertThat(alike.exitCode()).as(alike.err()).isZero();
        assertThat(alike.out().lines())
                .contains(
                        "init     from " + checkpoint + ": all 2 layers copied",
                        "         caution: whether " + checkpoint
                                + ", of which nothing is known, was trained on pictures"
                                + " that validate here can't be told");
    }

    private static Path smallNet(Path folder) throws IOException {
        var plan = new TrainingPlan(Path.of("drawn"), 0.3, Recipe.of("net1", Map.of("dense-units", "2")), 1, 1, 1, 1);
        Path file = folder.resolve("small.zip");
        try (Training training = new Dl4jEngine((any, side) -> TestFaces.of(6, 1)).start(plan)) {
            training.trainEpoch();
            training.saveBest(file);
        }
        return file;
    }

    @Test
    void initFromAVersionNeedsTheStore() throws IOException {
        Files.writeString(spec, Files.readString(spec) + "init: {from: keypoints@latest}\n");
        Cli cli = Cli.run("sweep", "--spec", spec, "--dry-run");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).startsWith("fieldmark sweep: --store is missing, and init.from is a version of it");
    }
}
