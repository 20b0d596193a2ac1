package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.onnx.KerasDrawing;
import dev.fieldmark.jobs.onnx.TinyBackbone;
import dev.fieldmark.jobs.photos.TestPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From drawn photos and a user's backbone to a version, by the commands alone. */
class BackboneIT {
    private static final int SIDE = 40;

    @TempDir
    Path folder;

    private Cli sweep(String spec, String data, String studies, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("spec.yaml"), spec);
        List<Object> arguments = new ArrayList<>(List.of(
                "sweep",
                "--spec",
                file,
                "--data",
                folder.resolve(data),
                "--store",
                folder.resolve("store"),
                "--studies",
                folder.resolve(studies)));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private void prepare(String output, String... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                "prepare",
                "--kind",
                "species",
                "--group",
                "butterflies",
                "--side",
                SIDE,
                "--input",
                folder.resolve("photos"),
                "--output",
                folder.resolve(output)));
        arguments.addAll(List.of(more));
        Cli prepared = Cli.run(arguments.toArray());
        assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    }

    private static SortedMap<String, byte[]> files(Path root) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private String spec(Path backbone, String sha256) {
        return """
                version: 1
                study: heads
                task: {kind: species}
                network: head
                backbone:
                  file: %s
                  sha256: %s
                  input: {mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25]}
                seed: 1
                space: {learning-rate: {log-uniform: [0.01, 0.1]}, hidden-units: {choice: [0, 12]}}
                budget: {trials: 3, max-epochs: 20}
                publish: {model: species-butterflies, ensemble: 2}
                """.formatted(backbone, sha256);
    }

    @Test
    void aHeadIsTrainedOnCachedFeaturesAndServedBehindItsBackbone() throws IOException {
        Cli.run("sample", "--kind", "species", "--photos", 120, "--seed", 1, "--output", folder.resolve("photos"));
        Path birds = TestPhotos.drawNegatives(folder.resolve("birds"), 20);
        prepare("data", "--negatives", "" + birds);
        Path backbone = folder.resolve("tiny.onnx");
        String spec = spec(backbone, TinyBackbone.write(backbone, SIDE));

        Cli plan = sweep(spec, "data", "studies", "--dry-run");
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("tiny.onnx, 24 features of each photo").contains("W 24 x 10");
        assertThat(folder.resolve("data/features")).doesNotExist();

        Cli swept = sweep(spec, "data", "studies");
        assertThat(swept.exitCode()).as(swept.err()).isZero();
        assertThat(swept.err()).contains("features: 140 photos and their mirror images are shown to tiny.onnx");
        assertThat(swept.out()).contains("published as species-butterflies@1");

        Cli shown = Cli.run("models", "show", "species-butterflies@1", "--store", folder.resolve("store"), "--json");
        JsonNode parameters = new JsonMapper().readTree(shown.out()).findValue("parameters");
        assertThat(parameters.path("backbone").asText()).isEqualTo("tiny.onnx");
        assertThat(spec).contains(parameters.path("backbone-sha256").asText());

        Cli evaluated = Cli.run(
                "evaluate",
                "--store",
                folder.resolve("store"),
                "--model",
                "species-butterflies",
                "--data",
                folder.resolve("photos"),
                "--json");
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        assertThat(new JsonMapper().readTree(evaluated.out()).path("top1").asDouble())
                .as("chance is a tenth")
                .isGreaterThan(0.15);

        Files.delete(backbone);
        Cli again = sweep(spec.replace("study: heads", "study: others"), "data", "studies");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("features: 24 of each of 140 photos by tiny.onnx, found in ");

        prepare("other", "--negatives", "" + birds, "--parallelism", "1");
        TinyBackbone.write(backbone, SIDE);
        assertThat(sweep(spec, "other", "further").exitCode()).isZero();
        SortedMap<String, byte[]> features = files(folder.resolve("data/features"));
        SortedMap<String, byte[]> others = files(folder.resolve("other/features"));
        assertThat(others.keySet()).isEqualTo(features.keySet());
        features.forEach((file, bytes) -> assertThat(others.get(file)).as(file).isEqualTo(bytes));
        prepare("data");
        assertThat(folder.resolve("data/features"))
                .as("they go with the photos")
                .doesNotExist();
    }

    @Test
    void aNetThatKerasSavedIsServedBehindItsHead() throws IOException {
        Cli.run("sample", "--kind", "species", "--photos", 40, "--seed", 1, "--output", folder.resolve("photos"));
        prepare("data");
        Path backbone = folder.resolve("tiny.h5");
        KerasDrawing.write(backbone, SIDE);
        String sha256 = Sha256.hex(Files.readAllBytes(backbone));
        String spec = spec(backbone, sha256).replace("max-epochs: 20", "max-epochs: 3");

        Cli planes = sweep(spec, "data", "studies", "--dry-run");
        assertThat(planes.exitCode()).isEqualTo(2);
        assertThat(planes.err())
                .contains("spec.yaml: backbone.file had input photos of shape n x 40 x 40 x 3")
                .contains("their layout that of input.layout");

        String channelsLast = spec.replace("input: {", "input: {layout: nhwc, ");
        Cli swept = sweep(channelsLast, "data", "studies");
        assertThat(swept.exitCode()).as(swept.err()).isZero();
        assertThat(swept.err()).contains("features: 40 photos and their mirror images are shown to tiny.h5");
        assertThat(swept.out()).contains("published as species-butterflies@1");
        Cli shown = Cli.run("models", "show", "species-butterflies@1", "--store", folder.resolve("store"), "--json");
        assertThat(shown.out()).contains("tiny.h5").contains(sha256);

        Files.delete(backbone);
        Cli again = sweep(channelsLast.replace("study: heads", "study: others"), "data", "studies");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("features: 8 of each of 40 photos by tiny.h5, found in ");
        Cli evaluated = Cli.run(
                "evaluate",
                "--store",
                folder.resolve("store"),
                "--model",
                "species-butterflies",
                "--data",
                folder.resolve("photos"));
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    }

    @Test
    void aBackboneThatCanNotBeUsedStartsNothing() throws IOException {
        Cli.run("sample", "--kind", "species", "--photos", 20, "--output", folder.resolve("photos"));
        prepare("data");
        Path backbone = folder.resolve("tiny.onnx");
        String sha256 = TinyBackbone.write(backbone, SIDE);
        String another = TinyBackbone.write(folder.resolve("another.onnx"), SIDE + 8);

        Cli gone = sweep(spec(folder.resolve("gone.onnx"), sha256), "data", "studies");
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.err()).contains("spec.yaml: backbone.file was ").contains("gone.onnx but must be a file");
        Cli changed = sweep(spec(backbone, another), "data", "studies");
        assertThat(changed.exitCode()).isEqualTo(2);
        assertThat(changed.err()).contains("spec.yaml: backbone.sha256 was " + another + " but must be that of ");
        Cli side = sweep(spec(folder.resolve("another.onnx"), another), "data", "studies");
        assertThat(side.exitCode()).isEqualTo(2);
        assertThat(side.err()).contains("n x 3 x 48 x 48 but must have one of n x 3 x 40 x 40");

        assertThat(folder.resolve("studies")).doesNotExist();
        assertThat(folder.resolve("data/features")).doesNotExist();
    }
}
