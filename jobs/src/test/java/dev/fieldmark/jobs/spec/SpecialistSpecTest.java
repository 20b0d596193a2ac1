package dev.fieldmark.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.sweep.prune.Asha;
import dev.fieldmark.jobs.sweep.sample.SobolSampler;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.train.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specs with specialists. */
class SpecialistSpecTest {
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

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(SpecException.class, () -> SweepSpecReader.read("faces.yaml", yaml))
                .problems();
    }

    @Test
    void aSpecialistIsASpecOfItsOwnWhereItSaysSo() {
        String yaml = SPECIALISTS
                .replace("    space: {dropout4: {fixed: 0.5, when: {network: net1}}}\n", "")
                .replace("  dropout4:      0.4\n", "");

        SweepSpec spec = SweepSpecReader.read(
                "s.yaml", yaml, List.of(), TestFacts.pictures(rows -> rows == Rows.COMPLETE ? 2000 : 5000));

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
