package dev.fieldmark.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneInput;
import dev.fieldmark.jobs.backbone.BackboneInput.Channels;
import dev.fieldmark.jobs.backbone.BackboneInput.Layout;
import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.train.Architecture;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Subject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specs of species, with a backbone and without. */
class SpeciesSpecTest {
    private static final String SPECIES = """
            version: 1
            study: butterflies
            task: {kind: species}
            network: residual
            seed: 1
            space: {crop: {uniform: [0.3, 1]}, label-smoothing: 0.1}
            objective: {metric: cross-entropy, direction: minimize}
            budget: {trials: 2, epochs: {images: 1e4}}
            publish: {model: species-butterflies}
            """;

    @Test
    void aSpecOfSpeciesHasNetsForTheDatasetsPhotos() {
        SweepSpec spec = SweepSpecReader.read("s.yaml", SPECIES, List.of(), TestFacts.pictures(rows -> 3000));
        Recipe recipe = spec.search(0).recipe(new TreeMap<>(Map.of("crop", "0.5")));
        assertThat(spec.kind()).isEqualTo(DatasetKind.SPECIES);
        assertThat(spec.maxEpochs()).isEqualTo(4);
        assertThat(recipe.subject()).isEqualTo(new Subject.Photos(64, 10));
        assertThat(recipe.photos().augmentation().crop()).isEqualTo(0.5);
        assertThat(recipe.photos().labelSmoothing()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            network: residual  | network: net6           | network was net6 but must be residual
            crop: {uniform: [0.3, 1]} | crop: 0           | space.crop was 0.0 but must be a number > 0 and <= 1
            crop: {uniform: [0.3, 1]} | shift: 2          | space.shift was 2 but must be left out: residual has no such setting
            metric: cross-entropy     | metric: rmse-pixels | objective.metric was rmse-pixels but must be cross-entropy
            kind: species             | kind: species, rows: all | task.rows must be left out where task.kind is species
            budget:                   | specialists: {a: {points: [nose_tip]}}@budget: | specialists must be left out where task.kind is species
            """)
    void aSpecOfSpeciesHasNothingOfFaces(String sound, String broken, String problem) {
        String yaml = SPECIES.replace(sound, broken.replace("@", "\n"));
        assertThatThrownBy(() -> SweepSpecReader.read("s.yaml", yaml)).hasMessageContaining("s.yaml: " + problem);
    }

    private static final String HEAD = SPECIES.replace("residual", "head")
            .replace("crop: {uniform: [0.3, 1]}", "dropout: {uniform: [0, 0.5]}")
            .replace("seed: 1", """
                    seed: 1
                    backbone:
                      file: nets/small.onnx
                      sha256: %s
                      output: pool
                      input: {scale: 255, mean: [1, 2, 3], std: [4, 5, 6], layout: nhwc, channels: bgr}
                    """.formatted("ab".repeat(32)));

    private static SweepSpec head(String yaml) {
        return SweepSpecReader.read("s.yaml", yaml, List.of(), TestFacts.pictures(rows -> 3000));
    }

    @Test
    void aHeadSeesTheFeaturesOfItsBackbone() {
        SweepSpec spec = head(HEAD);
        Recipe recipe = spec.search(0).recipe(new TreeMap<>(Map.of("dropout", "0.5")));
        var input = new BackboneInput(255, List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 6.0), Layout.NHWC, Channels.BGR);
        var backbone = new Backbone("nets/small.onnx", "ab".repeat(32), "pool", input);
        assertThat(spec.kind()).isEqualTo(DatasetKind.SPECIES);
        assertThat(recipe.subject()).isEqualTo(new Subject.Features(new Subject.Photos(64, 10), backbone, 100));
        assertThat(recipe.architecture()).isEqualTo(new Architecture.Dense(0, 0.5));
        assertThat(Recipe.of(recipe.subject(), "head", recipe.settings())).isEqualTo(recipe);
        String plain = HEAD.replaceAll(" +output: pool\n +input: .*\n", "");
        assertThat(((Subject.Features) head(plain).search(0).subject()).backbone())
                .isEqualTo(new Backbone("nets/small.onnx", "ab".repeat(32), "", BackboneInput.PLAIN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            network: head        | network: residual      | network was residual but must be head
            file: nets           | path: nets             | backbone.path is unknown
            file: nets           | path: nets             | backbone.file was missing but must be a value
            nets/small.onnx      | other.onnx             | backbone.sha256 was 0 but must be that of other.onnx, 1
            abab                 | ABAB                   | but must be 64 lower-case hex digits, as sha256sum prints them
            output: pool         | output: ''             | backbone.output was empty but must be a value
            scale: 255           | scale: 0               | backbone.input.scale was 0 but must be a number > 0
            mean: [1, 2, 3]      | mean: [1, 2]           | backbone.input.mean was a list of 2 but must be [red, green, blue]
            mean: [1, 2, 3]      | mean: [1, 2, white]    | backbone.input.mean[2] was white but must be a number
            std: [4, 5, 6]       | std: [4, 0, 6]         | backbone.input.std[1] was 0 but must be a number > 0
            std: [4, 5, 6]       | std: 4                 | backbone.input.std was 4 but must be [red, green, blue]
            layout: nhwc         | layout: nhcw           | backbone.input.layout was nhcw but must be nchw or nhwc
            channels: bgr        | channels: grb          | backbone.input.channels was grb but must be rgb or bgr
            channels: bgr        | side: 224              | backbone.input.side is unknown
            dropout: {uniform: [0, 0.5]} | crop: 0.5      | space.crop was 0.5 but must be left out: head has no such setting
            dropout: {uniform: [0, 0.5]} | hidden-units: -1 | space.hidden-units was -1 but must be a whole number >= 0
            task: {kind: species}| task: {kind: keypoints}| backbone must be left out where task.kind is keypoints
            backbone:            | warm-start:            | backbone was missing but must be a mapping {...}
            """)
    void namesWhatIsWrongWithABackbone(String right, String wrong, String problem) {
        String yaml = HEAD.replace(right, wrong.replace("''", ""));
        assertThatThrownBy(() -> head(yaml)).hasMessageContaining("s.yaml: ").hasMessageContaining(problem);
    }
}
