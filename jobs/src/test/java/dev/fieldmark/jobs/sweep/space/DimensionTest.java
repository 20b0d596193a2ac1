package dev.fieldmark.jobs.sweep.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.sweep.space.Dimension.Choice;
import dev.fieldmark.jobs.sweep.space.Dimension.Fixed;
import dev.fieldmark.jobs.sweep.space.Dimension.IntRange;
import dev.fieldmark.jobs.sweep.space.Dimension.LogUniform;
import dev.fieldmark.jobs.sweep.space.Dimension.Uniform;
import java.util.List;
import org.junit.jupiter.api.Test;

class DimensionTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @Test
    void uniformIsEven() {
        var dimension = new Uniform(0.2, 0.7);
        assertThat(dimension.at(0)).isEqualTo("0.2");
        assertThat(Double.parseDouble(dimension.at(0.25))).isBetween(0.3249999, 0.3250001);
        assertThat(Double.parseDouble(dimension.at(ALMOST_ONE))).isBetween(0.699, 0.7);
        assertThat(dimension.size()).isEmpty();
        assertThat(new Uniform(0.5, 1).grid(3)).containsExactly("0.5", "0.75", "1.0");
    }

    @Test
    void logUniformIsEvenInTheLogarithm() {
        var dimension = new LogUniform(1e-3, 1e-1);
        assertThat(Double.parseDouble(dimension.at(0))).isEqualTo(1e-3);
        assertThat(Double.parseDouble(dimension.at(0.5))).isBetween(0.00999999, 0.01000001);
        assertThat(Double.parseDouble(dimension.at(ALMOST_ONE))).isBetween(0.0999, 0.1);
        assertThat(dimension.grid(2)).containsExactly("0.001", "0.1");
    }

    @Test
    void intRangeStepsUpToItsHighEnd() {
        var dimension = new IntRange(100, 350, 100);
        assertThat(List.of(dimension.at(0), dimension.at(0.5), dimension.at(ALMOST_ONE)))
                .containsExactly("100", "200", "300");
        assertThat(dimension.size()).hasValue(3);
        assertThat(dimension.grid(2)).containsExactly("100", "200", "300");
        assertThat(new IntRange(Integer.MIN_VALUE, Integer.MAX_VALUE, 3).at(ALMOST_ONE))
                .isEqualTo("2147483647");
    }

    @Test
    void choiceGivesEachOfItsValues() {
        var dimension = new Choice(List.of("500", "1000"));
        assertThat(dimension.at(0.49)).isEqualTo("500");
        assertThat(dimension.at(0.5)).isEqualTo("1000");
        assertThat(dimension.grid(9)).containsExactly("500", "1000");
    }

    @Test
    void fixedIsFixed() {
        assertThat(new Fixed("adam").at(0.9)).isEqualTo("adam");
        assertThat(new Fixed("adam").grid(5)).containsExactly("adam");
    }

    @Test
    void unitIsWhereAValueLies() {
        List<Dimension> ranges = List.of(
                new Uniform(0.2, 0.7),
                new Uniform(-Double.MAX_VALUE, Double.MAX_VALUE),
                new LogUniform(1e-5, 1e-1),
                new LogUniform(Double.MIN_NORMAL, Double.MAX_VALUE));
        for (Dimension range : ranges) {
            for (double unit : new double[] {0, 1e-3, 0.25, 0.5, 0.99, 1}) {
                assertThat(range.unit(range.at(unit)))
                        .as("%s at %s", range, unit)
                        .isCloseTo(unit, within(1e-9));
            }
        }
        assertThat(new LogUniform(1e-3, 1e-1).unit("0.01")).isCloseTo(0.5, within(1e-9));
        assertThat(new Fixed("adam").unit("adam")).isEqualTo(0.5);
    }

    @Test
    void unitIsTheMiddleOfTheShareOfWhatCanBeCounted() {
        var steps = new IntRange(100, 350, 100);
        assertThat(steps.grid(2).stream().map(steps::unit)).containsExactly(0.5 / 3, 1.5 / 3, 2.5 / 3);
        var whole = new IntRange(Integer.MIN_VALUE, Integer.MAX_VALUE, 3);
        assertThat(whole.at(whole.unit("2147483647"))).isEqualTo("2147483647");
        var choice = new Choice(List.of("relu", "tanh"));
        assertThat(List.of(choice.unit("relu"), choice.unit("tanh"))).containsExactly(0.25, 0.75);
    }

    @Test
    void unitRefusesWhatIsNoneOfTheValues() {
        assertThatThrownBy(() -> new Uniform(0, 1).unit("1.5"))
                .hasMessage("value was 1.5 but must be uniform 0.0 to 1.0");
        assertThatThrownBy(() -> new LogUniform(1, 2).unit("NaN"))
                .hasMessage("value was NaN but must be log-uniform 1.0 to 2.0");
        assertThatThrownBy(() -> new IntRange(0, 10, 5).unit("7"))
                .hasMessage("value was 7 but must be int 0 to 10 by 5");
        assertThatThrownBy(() -> new IntRange(0, 10, 5).unit("many"))
                .hasMessage("value was many but must be int 0 to 10 by 5");
        assertThatThrownBy(() -> new Choice(List.of("a", "b")).unit("c"))
                .hasMessage("value was c but must be choice of a, b");
        assertThatThrownBy(() -> new Fixed("a").unit("b")).hasMessage("value was b but must be fixed a");
    }

    @Test
    void refusesByNameValueAndRule() {
        assertThatThrownBy(() -> new LogUniform(0, 1)).hasMessage("log-uniform[0] was 0.0 but must be > 0");
        assertThatThrownBy(() -> new LogUniform(1, 1))
                .hasMessage("log-uniform[1] was 1.0 but must be > log-uniform[0] = 1.0");
        assertThatThrownBy(() -> new Uniform(0.7, 0.2)).hasMessage("uniform[1] was 0.2 but must be > uniform[0] = 0.7");
        assertThatThrownBy(() -> new Uniform(0, Double.POSITIVE_INFINITY))
                .hasMessage("uniform[1] was Infinity but must be finite");
        assertThatThrownBy(() -> new IntRange(5, 5, 1)).hasMessage("int[1] was 5 but must be > int[0] = 5");
        assertThatThrownBy(() -> new IntRange(1, 5, 0)).hasMessage("int[2] was 0 but must be >= 1");
        assertThatThrownBy(() -> new Choice(List.of())).hasMessage("choice was empty but must be 1 value or more");
        assertThatThrownBy(() -> new Choice(List.of("a", "a")))
                .hasMessage("choice was [a, a] but must be values that differ from each other");
    }
}
