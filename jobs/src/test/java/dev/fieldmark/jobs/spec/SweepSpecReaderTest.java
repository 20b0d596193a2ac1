package dev.fieldmark.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @Test
    void epochsInImagesAreAtLeastThatManyInWholeEpochs() {
        String yaml = SMALL.replace("max-epochs: 3", "epochs: {images: 1e4}");
        assertThat(SweepSpecReader.read("s.yaml", yaml, List.of(), TestFacts.pictures(rows -> 3000))
                        .maxEpochs())
                .isEqualTo(4);
    }
}
