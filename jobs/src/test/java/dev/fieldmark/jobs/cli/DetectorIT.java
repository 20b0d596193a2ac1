package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.detect.FaceSearch;
import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.jobs.onnx.DetectorNet;
import dev.fieldmark.jobs.sample.SampleFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From drawn faces and drawn butterflies to a detector that can be asked, by the commands alone. */
class DetectorIT {
    private static final String SPEC = """
            version: 1
            study: detector
            task: {kind: detector}
            network: scanner
            seed: 1
            space: {width: 6, blocks: 1}
            budget: {trials: 1, max-epochs: 8}
            publish: {model: faces}
            """;

    @TempDir
    Path folder;

    @Test
    void aDetectorOfDrawnFacesIsPreparedTrainedProvedPublishedAndAsked() throws IOException {
        ok(Cli.run("sample", "--rows", 300, "--seed", 1, "--output", folder.resolve("faces.csv")));
        ok(Cli.run("sample", "--kind", "species", "--photos", 100, "--seed", 1, "--output", folder.resolve("photos")));
        Files.delete(folder.resolve("photos").resolve("taxa.csv"));
        Cli prepared = ok(Cli.run(
                "prepare",
                "--kind",
                "detector",
                "--input",
                folder.resolve("faces.csv"),
                "--negatives",
                folder.resolve("photos"),
                "--output",
                folder.resolve("data"),
                "--json"));
        assertThat(new JsonMapper()
                        .readTree(prepared.out())
                        .at("/parts/1/pictures")
                        .asInt())
                .isEqualTo(100);
        Files.writeString(folder.resolve("spec.yaml"), SPEC);
        Cli swept = ok(Cli.run(
                "sweep",
                "--spec",
                folder.resolve("spec.yaml"),
                "--data",
                folder.resolve("data"),
                "--store",
                folder.resolve("store"),
                "--studies",
                folder.resolve("studies")));
        assertThat(swept.out()).contains("published as faces@1");

        Path version = folder.resolve("store").resolve("faces").resolve("v000001");
        var manifest =
                new JsonMapper().readTree(version.resolve("manifest.json").toFile());
        assertThat(manifest.path("task").asText()).isEqualTo("detector");
        // so little training finds next to nothing: how good one gets is in docs/accuracy.md, on real faces
        assertThat(manifest.at("/metrics/recall").asDouble(-1)).isBetween(0.0, 1.0);
        assertThat(manifest.at("/metrics/false-positives-per-photo").asDouble(-1))
                .isGreaterThanOrEqualTo(0);
        try (var net = DetectorNet.open(Files.readAllBytes(version.resolve("model.onnx")), 1)) {
            var search = new FaceSearch(FaceSearch.DEFAULT_SCORE);
            assertThat(search.faces(picture(0, new FaceBox(60, 90, 72, 72)), net))
                    .hasSizeLessThanOrEqualTo(FaceSearch.MOST_FACES);
        }
    }

    /** A drawn face that no net was trained on, on grey. */
    private static GreyPicture picture(int number, FaceBox box) {
        GreyPicture face = new GreyPicture(96, 96, SampleFace.draw(77, number).greys()).resized(72, 72);
        byte[] greys = new byte[320 * 240];
        for (int i = 0; i < greys.length; i++) {
            int x = i % 320 - (int) box.xPixels();
            int y = i / 320 - (int) box.yPixels();
            boolean within = x >= 0 && x < 72 && y >= 0 && y < 72;
            greys[i] = within ? (byte) face.grey(x, y) : (byte) 110;
        }
        return new GreyPicture(320, 240, greys);
    }

    private static Cli ok(Cli run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
