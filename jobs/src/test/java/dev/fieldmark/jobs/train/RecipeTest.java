package dev.fieldmark.jobs.train;

import static dev.fieldmark.jobs.train.Learning.Updater.NESTEROVS;
import static dev.fieldmark.jobs.train.Schedule.Shape.LINEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.train.Architecture.Tutorial;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
    @Test
    void theLadderIsTheTutorials() {
        Recipe net1 = Recipe.of("net1", Map.of());
        assertThat(net1.architecture()).isEqualTo(new Tutorial(List.of(), List.of(100), List.of(), 0, false));
        assertThat(net1.learning()).isEqualTo(new Learning(NESTEROVS, 0.01, 0.01, LINEAR, 0.9, 0.9, 0, 128));
        assertThat(net1.faces().augmentation()).isEqualTo(new Augmentation(false, 48, 0, 0, 0, 0, 0, 0));
        assertThat(net1.faces().contrast()).isEqualTo(Recipe.Contrast.NONE);
        assertThat(net1.initialization()).isEqualTo(Recipe.Initialization.GLOROT_UNIFORM);
        assertThat(net1.faces().criterion().loss()).isEqualTo(Criterion.Loss.MSE);
        Recipe net7 = Recipe.of("net7", Map.of());
        assertThat(net7.architecture())
                .isEqualTo(new Tutorial(List.of(32, 64, 128), List.of(1000, 1000), List.of(0.1, 0.2, 0.3), 0.5, false));
        assertThat(net7.learning()).isEqualTo(new Learning(NESTEROVS, 0.03, 0.0001, LINEAR, 0.9, 0.999, 0, 128));
        assertThat(net7.faces().augmentation().flip()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "net2, false, 0.01, 0.01, 0.9, 500, 0",
        "net3, true, 0.01, 0.01, 0.9, 500, 0",
        "net4, false, 0.03, 0.0001, 0.999, 500, 0",
        "net5, true, 0.03, 0.0001, 0.999, 500, 0",
        "net6, true, 0.03, 0.0001, 0.999, 500, 0.5",
        "net7, true, 0.03, 0.0001, 0.999, 1000, 0.5"
    })
    void eachNetChangesItsOneThing(
            String network, boolean flip, double rate, double rateEnd, double momentumEnd, int units, double dropout) {
        Recipe recipe = Recipe.of(network, Map.of());

        assertThat(recipe.faces().augmentation().flip()).isEqualTo(flip);
        assertThat(recipe.learning().learningRate()).isEqualTo(rate);
        assertThat(recipe.learning().learningRateEnd()).isEqualTo(rateEnd);
        assertThat(recipe.learning().momentumEnd()).isEqualTo(momentumEnd);
        assertThat(recipe.tutorial().denseUnits()).containsExactly(units, units);
        assertThat(recipe.tutorial().denseDropout()).isEqualTo(dropout);
    }

    @ParameterizedTest
    @MethodSource("dev.fieldmark.jobs.train.Recipe#networks")
    void settingsGiveTheSameRecipeBack(String network) {
        Recipe changed = Recipe.of(
                network,
                Map.of("learning-rate", "0.1", "momentum", "0.95", "updater", "adam", "contrast", "standardize"));

        assertThat(Recipe.of(network, changed.settings())).isEqualTo(changed);
        assertThat(Recipe.parameterNames().keySet())
                .containsAll(changed.settings().keySet());
    }

    @Test
    void aDecayingScheduleKeepsItsEnd() {
        assertThat(Recipe.of("net4", Map.of("learning-rate", "0.1")).learning().learningRateEnd())
                .isEqualTo(0.0001);
        assertThat(Recipe.of("net4", Map.of("momentum", "0.5")).learning().momentumEnd())
                .isEqualTo(0.999);
    }

    @Test
    void aStartBeyondTheEndStaysConstant() {
        assertThat(Recipe.of("net4", Map.of("learning-rate", "1e-5")).learning().learningRateEnd())
                .isEqualTo(1e-5);
    }

    @Test
    void aConstantScheduleFollowsItsStart() {
        Recipe recipe = Recipe.of("net3", Map.of("learning-rate", "0.1", "momentum", "0.5"));

        assertThat(recipe.learning().learningRateEnd()).isEqualTo(0.1);
        assertThat(recipe.learning().momentumEnd()).isEqualTo(0.5);
    }

    @Test
    void adamStartsFromItsOwnDefaults() {
        Recipe recipe = Recipe.of("net7", Map.of("updater", "adam"));

        assertThat(List.of(recipe.learning().learningRate(), recipe.learning().learningRateEnd()))
                .containsExactly(0.001, 0.001);
        assertThat(List.of(recipe.learning().momentum(), recipe.learning().momentumEnd()))
                .containsExactly(0.9, 0.9);
    }

    @Test
    void denseUnitsStandForEveryDenseLayer() {
        assertThat(Recipe.of("net1", Map.of("dense-units", "7")).tutorial().denseUnits())
                .containsExactly(7);
        assertThat(Recipe.of("net7", Map.of("dense-units", "7", "dense2-units", "9"))
                        .tutorial()
                        .denseUnits())
                .containsExactly(7, 9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learning-rate | 0        | learning-rate was 0.0 but must be a number > 0",
                "learning-rate | fast     | learning-rate was fast but must be a number",
                "learning-rate | Infinity | learning-rate was Infinity but must be a number > 0",
                "momentum      | 1        | momentum was 1.0 but must be a number >= 0 and < 1",
                "dropout4      | NaN      | dropout4 was NaN but must be a number >= 0 and < 1",
                "dropout2      | -0.1     | dropout2 was -0.1 but must be a number >= 0 and < 1",
                "filters3      | 0        | filters3 was 0 but must be a whole number >= 1",
                "batch-size    | 12.5     | batch-size was 12.5 but must be a whole number >= 1",
                "flip          | yes      | flip was yes but must be true or false",
                "updater       | sgd      | updater was sgd but must be nesterovs or adam",
                "contrast      | strong   | contrast was strong but must be none or standardize",
                "output-scale  | -1       | output-scale was -1.0 but must be a number > 0",
                "schedule      | steps    | schedule was steps but must be linear or cosine or exponential",
                "rotation      | 200      | rotation was 200.0 but must be a number of degrees >= 0 and <= 180",
                "loss          | l1       | loss was l1 but must be mse or huber or wing",
                "initialization | zeros   | initialization was zeros but must be glorot-uniform or",
            })
    void namesTheSettingItsValueAndItsRule(String name, String value, String message) {
        assertThatThrownBy(() -> Recipe.of("net7", Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesWhatTheNetHasNot() {
        assertThatThrownBy(() -> Recipe.of("net8", Map.of()))
                .hasMessage("network was net8 but must be one of net1, net2, net3, net4, net5, net6, net7,"
                        + " residual, hourglass");
        assertThatThrownBy(() -> Recipe.of("net1", Map.of("filters1", "3")))
                .hasMessage("filters1 was 3 but must be left out: net1 has no such setting");
        assertThatThrownBy(() -> Recipe.of("net1", Map.of("batch-norm", "true")))
                .hasMessage("batch-norm was true but must be left out: the net has no convolution");
        assertThatThrownBy(() -> Recipe.of("net7", Map.of("shade", "3")))
                .hasMessageStartingWith("unknown setting shade: must be one of batch-norm, batch-size,");
        assertThatThrownBy(() -> Recipe.of("net7", new TreeMap<>(Map.of("network", "net6"))))
                .hasMessage("network was net6 but must be given beside a recipe's settings, not among them");
    }
}
