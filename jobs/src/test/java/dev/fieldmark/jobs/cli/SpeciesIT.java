package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.photos.TestPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From drawn photos to a version that is evaluated, by the commands alone. */
class SpeciesIT {
    private static final String SPEC = """
            version: 1
            study: samples
            task: {kind: species}
            network: residual
            seed: 1
            space: {width: 6, batch-size: 8, dropout: 0, mixup: 0, cutout: 0, crop: 0.7}
            budget: {trials: 2, max-epochs: 7}
            publish: {model: species-butterflies, ensemble: 2}
            """;

    @TempDir
    Path folder;

    @Test
    void drawnButterfliesAreLearntPublishedAndEvaluated() throws IOException {
        Path photos = folder.resolve("photos");
        Path birds = folder.resolve("birds");
        Path sheet = folder.resolve("mistakes.png");
        Path patches = TestPhotos.drawNegatives(folder.resolve("patches"), 40);
        assertThat(Cli.run("sample", "--kind", "species", "--photos", "150", "--seed", "1", "--output", "" + photos)
                        .exitCode())
                .isZero();
        assertThat(Cli.run(
                                "prepare",
                                "--kind",
                                "species",
                                "--group",
                                "butterflies",
                                "--side",
                                "48",
                                "--input",
                                "" + photos,
                                "--taxa",
                                "" + photos.resolve("taxa.csv"),
                                "--negatives",
                                "" + patches,
                                "--output",
                                "" + folder.resolve("data"))
                        .exitCode())
                .isZero();
        Files.writeString(folder.resolve("spec.yaml"), SPEC);
        Cli swept = Cli.run(
                "sweep",
                "--spec",
                "" + folder.resolve("spec.yaml"),
                "--data",
                "" + folder.resolve("data"),
                "--store",
                "" + folder.resolve("store"),
                "--studies",
                "" + folder.resolve("studies"),
                "--ui-port",
                "0");
        assertThat(swept.exitCode()).as(swept.err()).isZero();
        assertThat(swept.out()).contains("CROSS-ENTROPY").contains("published as species-butterflies@1");

        Cli ofItsOwn = Cli.run(
                "evaluate",
                "--store",
                "" + folder.resolve("store"),
                "--model",
                "species-butterflies",
                "--data",
                "" + folder.resolve("data"),
                "--json");
        assertThat(ofItsOwn.exitCode()).as(ofItsOwn.err()).isZero();
        assertThat(new JsonMapper().readTree(ofItsOwn.out()).path("auroc").asDouble())
                .as("patches of colour, of which others were trained on, against butterflies")
                .isGreaterThan(0.8);

        Files.createDirectory(birds);
        Files.copy(photos.resolve("taxa.csv"), birds.resolve("broken.jpg"));
        Path any = Files.walk(photos)
                .filter(file -> file.toString().endsWith(".png"))
                .findFirst()
                .orElseThrow();
        Files.copy(any, birds.resolve("any.png"));
        Cli evaluated = Cli.run(
                "evaluate",
                "--store",
                "" + folder.resolve("store"),
                "--model",
                "species-butterflies",
                "--data",
                "" + photos,
                "--negatives",
                "" + birds,
                "--draw",
                "" + sheet,
                "--json");
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        assertThat(evaluated.err()).contains("left out negatives/broken.jpg: ");
        JsonNode report = new JsonMapper().readTree(evaluated.out());
        assertThat(report.path("photos").asInt()).isEqualTo(150);
        assertThat(report.path("top1").asDouble()).as("chance is a tenth").isGreaterThan(0.3);
        assertThat(report.path("top2").asDouble())
                .isGreaterThan(report.path("top1").asDouble());
        JsonNode answers = report.path("answers");
        assertThat(answers.path("species").asInt()
                        + answers.path("genus").asInt()
                        + answers.path("unknown").asInt()
                        + answers.path("notThisGroup").asInt())
                .isEqualTo(150);
        assertThat(report.path("confusion")).hasSize(10);
        assertThat(report.path("auroc").asDouble()).isBetween(0.0, 1.0);
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isGreaterThan(500);
    }
}
