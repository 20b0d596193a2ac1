package dev.fieldmark.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.backbone.BackboneInput;
import dev.fieldmark.jobs.backbone.BackboneInput.Channels;
import dev.fieldmark.jobs.backbone.BackboneInput.Layout;
import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.spec.SweepSpec.Init;
import dev.fieldmark.jobs.spec.SweepSpec.Publish;
import dev.fieldmark.jobs.spec.SweepSpec.When;
import dev.fieldmark.jobs.sweep.prune.Asha;
import dev.fieldmark.jobs.sweep.prune.NoPruner;
import dev.fieldmark.jobs.sweep.sample.GridSampler;
import dev.fieldmark.jobs.sweep.sample.RandomSampler;
import dev.fieldmark.jobs.sweep.sample.SobolSampler;
import dev.fieldmark.jobs.sweep.sample.TpeSampler;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.train.Architecture;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepSpecReaderTest {
    private static final String FULL = """
            version: 1
            study: faces-net7
            task: {kind: keypoints, data: data/faces}
            network: net7
            seed: 20260117
            validation: {fraction: 0.2}
            objective: {metric: rmse-pixels, direction: minimize}
            space:
              learning-rate: {log-uniform: [1e-3, 1.0e-1]}
              dropout4:      {uniform: [0.2, 0.7]}
              dense-units:   {choice: [500, 1000]}
              batch-size:    {int: [64, 128, 32]}
              contrast:      standardize
              flip:          {fixed: true}
            sampler: {kind: random}
            pruner: {kind: asha, min-epochs: 5, reduction: 3}
            early-stopping: {patience: 20}
            budget: {trials: 60, max-epochs: 300, max-duration: PT6H}
            trainer: {threads: 2}
            publish: {model: keypoints, when: always}
            """;

    private static final String SMALL = """
            version: 1
            study: small
            task: {kind: keypoints}
            network: net1
            seed: 1
            budget: {trials: 2, max-epochs: 3}
            """;

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(SpecException.class, () -> SweepSpecReader.read("faces.yaml", yaml))
                .problems();
    }

    @Test
    void readsEveryKey() {
        SweepSpec spec = SweepSpecReader.read("faces.yaml", FULL);
        assertThat(spec.study()).isEqualTo("faces-net7");
        assertThat(spec.yaml()).isEqualTo(FULL);
        assertThat(spec.data()).contains("data/faces");
        assertThat(spec.search(0).network()).isEqualTo("net7");
        assertThat(spec.search(0).seed()).isEqualTo(20260117);
        assertThat(spec.validationFraction()).hasValue(0.2);
        assertThat(spec.search(0).space().dimensions()).containsExactlyEntriesOf(new java.util.LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            {
                put("learning-rate", new Dimension.LogUniform(0.001, 0.1));
                put("dropout4", new Dimension.Uniform(0.2, 0.7));
                put("dense-units", new Dimension.Choice(List.of("500", "1000")));
                put("batch-size", new Dimension.IntRange(64, 128, 32));
                put("contrast", new Dimension.Fixed("standardize"));
                put("flip", new Dimension.Fixed("true"));
            }
        });
        assertThat(spec.search(0).sampler())
                .isEqualTo(new RandomSampler(spec.search(0).space(), 20260117));
        assertThat(spec.search(0).pruner()).isEqualTo(new Asha(5, 3, 300));
        assertThat(spec.trials()).isEqualTo(60);
        assertThat(spec.maxEpochs()).isEqualTo(300);
        assertThat(spec.search(0).maxDuration()).contains(Duration.ofHours(6));
        assertThat(spec.search(0).patience()).hasValue(20);
        assertThat(spec.threads()).isEqualTo(2);
        assertThat(spec.publish()).contains(new Publish(new ModelName("keypoints"), When.ALWAYS, 1));
        assertThat(spec.search(0)
                        .recipe(spec.search(0).sampler().propose(0, List.of()))
                        .network())
                .isEqualTo("net7");
    }

    @Test
    void whatMayBeLeftOutHasADefault() {
        SweepSpec spec = SweepSpecReader.read("small.yaml", SMALL);
        assertThat(spec.data()).isEmpty();
        assertThat(spec.validationFraction()).isEmpty();
        assertThat(spec.search(0).space().dimensions()).isEmpty();
        assertThat(spec.search(0).sampler()).isInstanceOf(RandomSampler.class);
        assertThat(spec.search(0).pruner()).isEqualTo(new NoPruner());
        assertThat(spec.search(0).maxDuration()).isEmpty();
        assertThat(spec.search(0).patience()).isEmpty();
        assertThat(spec.threads()).isEqualTo(1);
        assertThat(spec.publish()).isEmpty();
    }

    @Test
    void publishesOnlyWhatIsBetterUnlessToldOtherwise() {
        SweepSpec spec = SweepSpecReader.read("small.yaml", SMALL + "publish: {model: keypoints}");
        assertThat(spec.publish().orElseThrow().when()).isEqualTo(When.BETTER_THAN_LATEST);
    }

    @Test
    void tellsFiveMistakesAtOnce() {
        assertThat(problems("""
                        version: 1
                        study: faces-net7
                        task: {kind: keypoints}
                        network: net7
                        seed: 20260117
                        space:
                          learning-rate: {log-uniform: [0.0, 1.0e-1]}
                          dropout4:      {uniform: [0.2, 1.0]}
                          dens-units:    {choice: [500, 1000]}
                        sampler: {kind: best}
                        pruner: {kind: asha, min-epochs: 5, reduction: 1}
                        budget: {trials: 60, max-epochs: 300}
                        """))
                .containsExactly(
                        "faces.yaml: space.dens-units is unknown: did you mean dense-units?",
                        "faces.yaml: space.learning-rate.log-uniform[0] was 0.0 but must be > 0",
                        "faces.yaml: space.dropout4.uniform[1] was 1.0 but must be a number >= 0 and < 1",
                        "faces.yaml: sampler.kind was best but must be one of cma-es, grid, random, sobol, tpe",
                        "faces.yaml: pruner.reduction was 1 but must be >= 2");
    }

    @Test
    void theMessageHasALineForEach() {
        assertThatThrownBy(() -> SweepSpecReader.read(
                        "s.yaml", SMALL.replace("net1", "net9").replace("seed: 1", "")))
                .hasMessage(
                        "s.yaml: network was net9 but must be one of net1, net2, net3, net4, net5, net6, net7, residual, hourglass"
                                + System.lineSeparator()
                                + "s.yaml: seed was missing but must be a whole number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            study: small          | study: Small faces   | study was Small faces but must be lower-case letters, digits and dashes, a letter first, at most 64
            kind: keypoints       | kind: birds          | task.kind was birds but must be keypoints
            task: {kind: keypoints} | task: keypoints    | task was keypoints but must be a mapping {...}
            seed: 1               | seed: 1.5            | seed was 1.5 but must be a whole number
            seed: 1               | seed:                | seed was empty but must be a whole number
            seed: 1               | seed: [1]            | seed was a list but must be a whole number
            seed: 1               | `seed: 1\nseed: 2`   | seed is given twice
            seed: 1               | `seed: 1\ntrainr: {}` | trainr is unknown: did you mean trainer?
            seed: 1               | `seed: 1\n? [a]\n: 1` | a key of the spec was a list but must be text
            seed: 1               | `seed: 1\nvalidation: {fraction: 1}` | validation.fraction was 1 but must be a number > 0 and < 1
            seed: 1               | `seed: 1\nvalidation: {}` | validation.fraction was missing but must be a number > 0 and < 1
            seed: 1               | `seed: 1\nobjective: {metric: mae, direction: minimize}` | objective.metric was mae but must be rmse-pixels
            seed: 1               | `seed: 1\nearly-stopping: {patience: 0}` | early-stopping.patience was 0 but must be a whole number >= 1
            seed: 1               | `seed: 1\nearly-stopping: {patiense: 3}` | early-stopping.patiense is unknown: did you mean patience?
            seed: 1               | `seed: 1\ntrainer: {threads: two}` | trainer.threads was two but must be a whole number >= 1
            seed: 1               | `seed: 1\npublish: {model: ../x}` | publish.model was ../x but must be lower-case letters, digits, dots and dashes, a letter first, at most 64
            seed: 1               | `seed: 1\npublish: {model: x, when: never}` | publish.when was never but must be always or better-than-latest
            seed: 1               | `seed: 1\npruner: {kind: best}`   | pruner.kind was best but must be one of asha, hyperband, median, none, patience
            seed: 1               | `seed: 1\npruner: {kind: median}` | pruner.min-epochs was missing but must be a whole number >= 1
            seed: 1               | `seed: 1\npruner: {kind: hyperband, min-epochs: 9, reduction: 2}` | pruner.min-epochs was 9 but must be < max-epochs = 3
            seed: 1               | `seed: 1\npruner: {kind: patience, epochs: 2, improvement: 1}` | pruner.improvement was 1.0 but must be >= 0 and < 1
            seed: 1               | `seed: 1\npruner: {kind: asha, min-epochs: 3, reduction: 2}` | pruner.min-epochs was 3 but must be < max-epochs = 3
            seed: 1               | `seed: 1\npruner: {kind: none, reduction: 2}` | pruner.reduction must be left out: kind none has no such key
            seed: 1               | `seed: 1\nsampler: {kind: random, points: 3}` | sampler.points must be left out: kind random has no such key
            seed: 1               | `seed: 1\nsampler: {kind: grid, points: 1}\nspace: {momentum: {uniform: [0.1, 0.2]}}` | sampler.points was 1 but must be a whole number >= 2
            seed: 1               | `seed: 1\nsampler: {kind: grid}\nspace: {momentum: {uniform: [0.1, 0.2]}}` | sampler.points was missing but must be a whole number >= 2: how many values of momentum
            seed: 1               | `seed: 1\nsampler: {kind: sobol, points: 3}` | sampler.points must be left out: kind sobol has no such key
            seed: 1               | `seed: 1\nsampler: {kind: tpe, in-flight: 0}` | sampler.in-flight was 0 but must be a whole number >= 1
            seed: 1               | `seed: 1\nsampler: {kind: tpe, candidates: many}` | sampler.candidates was many but must be a whole number >= 1
            seed: 1               | `seed: 1\nsampler: {kind: tpe, startup-trial: 5}` | sampler.startup-trial is unknown: did you mean startup-trials?
            seed: 1               | `seed: 1\nsampler: {kind: cma-es}` | sampler.kind was cma-es but must be another: nothing is searched
            seed: 1               | `seed: 1\nsampler: {kind: cma-es}\nspace: {flip: {choice: [true, false]}}` | sampler.kind was cma-es but must be another: flip is a choice, not a number
            seed: 1               | `seed: 1\nsampler: {kind: cma-es}\nspace: {batch-size: {int: [8, 16, 8]}, momentum: {uniform: [0.1, 0.2], when: {batch-size: 8}}}` | sampler.kind was cma-es but must be another: momentum does not always exist
            seed: 1               | `seed: 1\nsampler: {kind: cma-es, population: 3}\nspace: {momentum: {uniform: [0.1, 0.2]}}` | sampler.population was 3 but must be >= 4
            trials: 2             | trials: 0            | budget.trials was 0 but must be a whole number >= 1
            trials: 2,            | ``                   | budget.trials was missing but must be a whole number >= 1
            max-epochs: 3         | max-epochs: 3, max-duration: 6h | budget.max-duration was 6h but must be a duration > 0 such as PT6H or PT30M
            budget: {             | badget: {            | badget is unknown: did you mean budget?
            network: net1         | ``                   | network was missing but must be one of net1, net2, net3, net4, net5, net6, net7, residual, hourglass
            network: net1         | `network: net1\nspace: {network: {choice: [net1, net2]}}` | network is given twice: at the top and in space
            network: net1         | `space: {network: {choice: [net1, net8]}}` | space.network.choice[1] was net8 but must be one of net1, net2, net3, net4, net5, net6, net7, residual, hourglass
            network: net1         | `space: {network: {choice: [net1, net2]}, filters1: 8}` | space.filters1 was 8 but must be left out: net1 has no such setting
            seed: 1               | `seed: 1\nspace: {momentum: {uniform: [0.1]}}` | space.momentum.uniform was a list of 1 but must be [low, high]
            seed: 1               | `seed: 1\nspace: {momentum: {uniform: 0.1}}` | space.momentum.uniform was 0.1 but must be [low, high]
            seed: 1               | `seed: 1\nspace: {momentum: {uniform: [0.1, b]}}` | space.momentum.uniform[1] was b but must be a number
            seed: 1               | `seed: 1\nspace: {momentum: {log-unifrom: [0.1, 1]}}` | space.momentum.log-unifrom is unknown: did you mean log-uniform?
            seed: 1               | `seed: 1\nspace: {momentum: {uniform: [0.1, 0.2], fixed: 1}}` | space.momentum had keys [uniform, fixed] but must have one of uniform, log-uniform, int, choice, fixed
            seed: 1               | `seed: 1\nspace: {momentum: [0.1, 0.2]}` | space.momentum was a list but must be a value
            seed: 1               | `seed: 1\nspace: {batch-size: {int: [1, 5.5]}}` | space.batch-size.int[1] was 5.5 but must be a whole number
            seed: 1               | `seed: 1\nspace: {batch-size: {uniform: [8, 16.5]}}` | space.batch-size.uniform[0] was 8.0 but must be a whole number >= 1
            seed: 1               | `seed: 1\nspace: {updater: {choice: [adam, sgd]}}` | space.updater.choice[1] was sgd but must be nesterovs or adam
            seed: 1               | `seed: 1\nspace: {choclate: 1}` | space.choclate is unknown and must be one of
            """)
    void tellsPlaceValueAndRule(String from, String to, String problem) {
        String yaml = SMALL.replace(from, to == null ? "" : to.replace("\\n", "\n"));
        assertThat(yaml).isNotEqualTo(SMALL);
        assertThat(problems(yaml)).anySatisfy(line -> assertThat(line).startsWith("faces.yaml: " + problem));
    }

    @Test
    void anotherVersionIsToldAlone() {
        assertThat(problems("version: 2\nnew-key: 3")).containsExactly("faces.yaml: version was 2 but must be 1");
        assertThat(problems("study: x")).containsExactly("faces.yaml: version was missing but must be 1");
    }

    @Test
    void tellsTheLineOfWhatIsNoYaml() {
        assertThat(problems("version: 1\nstudy: [a\nseed: 1\n"))
                .singleElement()
                .asString()
                .startsWith("faces.yaml:3: no YAML: ");
        assertThat(problems("version: 1\n---\nversion: 1\n"))
                .singleElement()
                .asString()
                .startsWith("faces.yaml:2: no YAML: ");
        assertThat(problems("version: \u0007")).singleElement().asString().startsWith("faces.yaml: no YAML: ");
        assertThat(problems("a: &a [1]\nb: *a\n")).singleElement().asString().startsWith("faces.yaml: no YAML: ");
    }

    @Test
    void tellsThatThereIsNothing(@TempDir Path folder) throws IOException {
        String rule = " but must be a mapping that begins with version: 1";
        assertThat(problems("")).containsExactly("faces.yaml: was empty" + rule);
        assertThat(problems("# nothing\n")).containsExactly("faces.yaml: was empty" + rule);
        assertThat(problems("- a")).containsExactly("faces.yaml: was a list" + rule);
        Path missing = folder.resolve("no.yaml");
        assertThatThrownBy(() -> SweepSpecReader.read(missing)).hasMessage(missing + ": is missing");
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x00});
        assertThatThrownBy(() -> SweepSpecReader.read(binary)).hasMessageEndingWith("must be YAML in UTF-8");
    }

    @Test
    void aGridCountsItsOwnTrials() {
        SweepSpec spec = SweepSpecReader.read("grid.yaml", SMALL.replace("trials: 2, ", "") + """
                        sampler: {kind: grid, points: 3}
                        space:
                          learning-rate: {log-uniform: [0.001, 0.1]}
                          flip: {choice: [true, false]}
                        """);
        assertThat(spec.trials()).isEqualTo(6);
        assertThat(spec.search(0).sampler()).isInstanceOf(GridSampler.class);
        assertThat(spec.search(0).sampler().propose(1, List.of()))
                .isEqualTo(Map.of("learning-rate", "0.001", "flip", "false"));
    }

    @Test
    void samplersHaveDefaultsAndKeysOfTheirOwn() {
        String yaml = SMALL + "space: {momentum: {uniform: [0.1, 0.2]}}\nsampler: ";
        var space = SweepSpecReader.read("s.yaml", yaml + "{kind: random}")
                .search(0)
                .space();

        assertThat(SweepSpecReader.read("s.yaml", yaml + "{kind: sobol}")
                        .search(0)
                        .sampler())
                .isEqualTo(new SobolSampler(space, 1));
        assertThat(SweepSpecReader.read("s.yaml", yaml + "{kind: tpe}")
                        .search(0)
                        .sampler())
                .isEqualTo(new TpeSampler(space, 1, 8, 10, 24));
        assertThat(SweepSpecReader.read("s.yaml", yaml + "{kind: tpe, in-flight: 4, startup-trials: 5, candidates: 9}")
                        .search(0)
                        .sampler())
                .isEqualTo(new TpeSampler(space, 1, 4, 5, 9));
        assertThat(SweepSpecReader.read("s.yaml", yaml + "{kind: cma-es}")
                        .search(0)
                        .sampler())
                .hasToString("cma-es, generations of 4");
        assertThat(SweepSpecReader.read("s.yaml", yaml + "{kind: cma-es, population: 6}")
                        .search(0)
                        .sampler())
                .hasToString("cma-es, generations of 6");
    }

    @Test
    void aNetworkThatIsSearchedGoesIntoTheRecipe() {
        SweepSpec spec = SweepSpecReader.read(
                "nets.yaml",
                SMALL.replace("network: net1", "space: {network: {choice: [net6, net7]}}") + "sampler: {kind: grid}");
        assertThat(spec.search(0).network()).isEqualTo("net6");
        assertThat(spec.search(0)
                        .recipe(spec.search(0).sampler().propose(1, List.of()))
                        .network())
                .isEqualTo("net7");
    }

    @Test
    void aParameterMayExistUnderConditions() {
        SweepSpec spec = SweepSpecReader.read("when.yaml", SMALL.replace("network: net1", """
                        space:
                          momentum: {uniform: [0.8, 0.99], when: {updater: nesterovs}}
                          updater: {choice: [adam, nesterovs], when: {network: [net6, net7]}}
                          dropout3: {uniform: [0.1, 0.5], when: {network: net7}}
                          network: {choice: [net1, net6, net7]}
                        """));

        assertThat(spec.search(0).space().condition("momentum")).hasToString("updater is nesterovs");
        for (int trial = 0; trial < 50; trial++) {
            var parameters = spec.search(0).sampler().propose(trial, List.of());
            boolean deep = !"net1".equals(parameters.get("network"));
            assertThat(parameters.containsKey("updater")).isEqualTo(deep);
            assertThat(parameters.containsKey("dropout3")).isEqualTo("net7".equals(parameters.get("network")));
            assertThat(parameters.containsKey("momentum")).isEqualTo("nesterovs".equals(parameters.get("updater")));
            assertThat(spec.search(0).recipe(parameters)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {updatr: adam}       | space.momentum.when.updatr was unknown but must be one of updater, momentum, momentum-end
            {updater: sgd}       | space.momentum.when.updater was sgd but must be a value of choice of adam, nesterovs
            {momentum-end: 0.9}  | space.momentum.when.momentum-end was a range of numbers but must be a parameter whose values are counted
            {momentum: 0.9}      | space.momentum.when.momentum was a range of numbers but must be a parameter whose values are counted
            """)
    void tellsWhatIsWrongWithACondition(String when, String problem) {
        String space = "space: {updater: {choice: [adam, nesterovs]}, momentum: {uniform: [0.8, 0.9], when: " + when
                + "}, momentum-end: {uniform: [0.8, 0.9]}}\n";
        assertThatThrownBy(() -> SweepSpecReader.read("when.yaml", SMALL + space))
                .isInstanceOfSatisfying(
                        SpecException.class, e -> assertThat(e.problems()).containsExactly("when.yaml: " + problem));
    }

    @Test
    void refusesConditionsThatGoInACircle() {
        String space = "space: {flip: {choice: [true, false], when: {updater: adam}},"
                + " updater: {choice: [adam, nesterovs], when: {flip: true}}}\n";
        assertThatThrownBy(() -> SweepSpecReader.read("when.yaml", SMALL + space))
                .hasMessageContaining("when.yaml: space.when was a circle but must be free of circles");
    }

    @Test
    void initNamesAVersionOrAFile() {
        assertThat(SweepSpecReader.read("small.yaml", SMALL).init()).isEmpty();
        assertThat(SweepSpecReader.read("small.yaml", SMALL + "init: {from: keypoints@latest}")
                        .init()
                        .flatMap(Init::version))
                .contains(ModelReference.of("keypoints@latest"));
        Init file = SweepSpecReader.read("small.yaml", SMALL + "init: {from: a/model.dl4j.zip}")
                .init()
                .orElseThrow();
        assertThat(file.from()).isEqualTo("a/model.dl4j.zip");
        assertThat(file.version()).isEmpty();
    }

    @Test
    void initThatNamesNeitherIsTold() {
        assertThat(problems(SMALL + "init: {from: a/model.onnx}"))
                .containsExactly("faces.yaml: init.from was a/model.onnx but must be a model's version such as"
                        + " keypoints@latest, or a file that ends in .zip");
        assertThat(problems(SMALL + "init: {form: keypoints}"))
                .containsExactly(
                        "faces.yaml: init.form is unknown: did you mean from?",
                        "faces.yaml: init.from was missing but must be a model's version such as keypoints@latest, or a"
                                + " file that ends in .zip");
    }

    private static final String SPECIALISTS = """
            version: 1
            study: specialists
            task: {kind: keypoints}
            network: net6
            seed: 1
            space:
              learning-rate: {log-uniform: [1e-4, 1e-2]}
              dropout4:      0.4
            pruner: {kind: asha, min-epochs: 2, reduction: 3}
            budget: {trials: 4, epochs: {images: 1e5}}
            specialists:
              eyes:
                points: [left_eye_center, right_eye_center, left_eye_inner_corner, left_eye_outer_corner,
                  right_eye_inner_corner, right_eye_outer_corner]
              brows:
                points: [left_eyebrow_inner_end, left_eyebrow_outer_end, right_eyebrow_inner_end,
                  right_eyebrow_outer_end]
                task: {rows: all}
                space: {learning-rate: 0.001, batch-size: 16}
                sampler: {kind: sobol}
                budget: {trials: 2, max-epochs: 9}
                early-stopping: {patience: 3}
              mouth:
                points: [nose_tip, mouth_left_corner, mouth_right_corner, mouth_center_top_lip,
                  mouth_center_bottom_lip]
                network: net1
                space: {dropout4: {fixed: 0.5, when: {network: net1}}}
            """;

    private static DatasetFacts pictures(ToIntFunction<Rows> count) {
        return new DatasetFacts() {
            @Override
            public int pictures(String specialist, Rows rows, KeypointGroup points) {
                return count.applyAsInt(rows);
            }

            @Override
            public Subject.Photos photos() {
                return new Subject.Photos(64, 10);
            }

            @Override
            public Subject.Features features(Backbone backbone) throws BackboneException {
                if (backbone.file().equals("other.onnx")) {
                    throw new BackboneException("sha256 was 0 but must be that of other.onnx, 1");
                }
                return new Subject.Features(photos(), backbone, 100);
            }
        };
    }

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
        SweepSpec spec = SweepSpecReader.read("s.yaml", SPECIES, List.of(), pictures(rows -> 3000));
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
        return SweepSpecReader.read("s.yaml", yaml, List.of(), pictures(rows -> 3000));
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

    @Test
    void aSpecialistIsASpecOfItsOwnWhereItSaysSo() {
        String yaml = SPECIALISTS
                .replace("    space: {dropout4: {fixed: 0.5, when: {network: net1}}}\n", "")
                .replace("  dropout4:      0.4\n", "");

        SweepSpec spec =
                SweepSpecReader.read("s.yaml", yaml, List.of(), pictures(rows -> rows == Rows.COMPLETE ? 2000 : 5000));

        Search eyes = spec.search(0);
        Search brows = spec.search(1);
        Search mouth = spec.search(5);
        assertThat(spec.searches()).extracting(Search::specialist).containsExactly("eyes", "brows", "mouth");
        assertThat(eyes.points().points()).hasSize(6).contains(Keypoint.LEFT_EYE_INNER_CORNER);
        assertThat(eyes.maxEpochs()).as("1e5 images of 2,000 faces").isEqualTo(50);
        assertThat(eyes.pruner()).isEqualTo(new Asha(2, 3, 50));
        assertThat(eyes.space().dimension("specialist")).isEqualTo(new Dimension.Fixed("eyes"));
        assertThat(eyes.recipe(eyes.sampler().propose(0, List.of())).network()).isEqualTo("net6");
        assertThat(brows.rows()).isEqualTo(Rows.ALL);
        assertThat(brows.space().dimension("learning-rate")).isEqualTo(new Dimension.Fixed("0.001"));
        assertThat(brows.space().dimension("batch-size")).isEqualTo(new Dimension.Fixed("16"));
        assertThat(brows.sampler()).isInstanceOf(SobolSampler.class);
        assertThat(brows.trials()).isEqualTo(2);
        assertThat(brows.maxEpochs()).isEqualTo(9);
        assertThat(brows.patience()).hasValue(3);
        assertThat(mouth.network()).isEqualTo("net1");
        assertThat(mouth.space().dimension("learning-rate")).isEqualTo(new Dimension.LogUniform(1e-4, 1e-2));
        assertThat(spec.trials()).isEqualTo(10);
        assertThat(spec.maxEpochs()).isEqualTo(50);
        assertThat(spec.searched()).containsExactly("specialist", "learning-rate");
    }

    @Test
    void epochsInImagesAreAtLeastThatManyInWholeEpochs() {
        String yaml = SMALL.replace("max-epochs: 3", "epochs: {images: 1e4}");
        assertThat(SweepSpecReader.read("s.yaml", yaml, List.of(), pictures(rows -> 3000))
                        .maxEpochs())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            points: [nose_tip,                   | "points: []@    seeds: [nose_tip,"   | specialists.mouth.points were none but must be one or more
            [nose_tip, mouth_left_corner,        | [nose, mouth_left_corner,           | specialists.mouth.points[0] was nose but must be one of left_eye_center
            [nose_tip, mouth_left_corner, mouth_right_corner, | [nose_tip, mouth_left_corner, | specialists.mouth.points were without mouth_right_corner but must have the mirror image of mouth_left_corner
            [nose_tip, mouth_left_corner,        | [mouth_left_corner,                 | specialists had no points nose_tip but must have each point in one of them
            network: net1                        | network: net9                       | specialists.mouth.network was net9 but must be one of
            budget: {trials: 2, max-epochs: 9}   | budget: {trials: 0}                 | specialists.brows.budget.trials was 0 but must be a whole number >= 1
            task: {rows: all}                    | task: {rows: most}                  | specialists.brows.task.rows was most but must be complete or all
            early-stopping: {patience: 3}        | publish: {model: m}                 | specialists.brows.publish is unknown and must be one of
            epochs: {images: 1e5}                | "epochs: {images: 1e5}, max-epochs: 3" | budget.epochs must be left out beside max-epochs
            """)
    void namesWhatIsWrongWithASpecialist(String right, String wrong, String problem) {
        String yaml = SPECIALISTS.replace(right, wrong.replace("@", "\n"));
        assertThat(problems(yaml)).anySatisfy(said -> assertThat(said).contains(problem));
    }

    @Test
    void aSettingThatASpecialistsOwnNetworkDoesNotHaveIsNamedThere() {
        assertThat(problems(SPECIALISTS))
                .anySatisfy(said -> assertThat(said).contains("specialists.mouth.space.dropout4"));
    }
}
