package dev.fieldmark.jobs.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Charts are looked at by people; what can be tested is that marks stand where the figures say. */
class ChartsTest {
    private static final Curve FALLING = new Curve("trial 1", List.of(8.0, 4.0, 2.0), List.of(9.0, 5.0, 3.0));
    private static final Curve SHORT = new Curve("trial 2", List.of(8.0, 7.0), List.of(6.0, Double.NaN));

    @Test
    void drawsTheWeightedMeanInRedWhereThereAreWeights() {
        var without =
                new LearningCurves("t", "errors", List.of(FALLING, SHORT), List.of(), List.of()).draw(Theme.LIGHT);
        var with = new LearningCurves("t", "errors", List.of(FALLING, SHORT), List.of(), List.of(3.0, 1.0))
                .draw(Theme.LIGHT);

        Color red = Theme.LIGHT.mean;
        assertThat(near(without, red)).isZero();
        assertThat(near(with, red)).isGreaterThan(200);
    }

    @Test
    void drawsEachTrialInAColourOfItsOwnOnThePaperOfTheTheme() {
        for (Theme theme : Theme.values()) {
            var chart =
                    new LearningCurves("t", "errors", List.of(FALLING, SHORT), List.of(FALLING), List.of()).draw(theme);
            assertThat(chart.getRGB(2, 2)).isEqualTo(theme.paper.getRGB());
            assertThat(near(chart, theme.series(0))).isGreaterThan(100);
            assertThat(near(chart, theme.series(1))).isGreaterThan(20);
        }
    }

    @Test
    void survivesTrialsThatDivergedAtOnce() {
        var diverged = new Curve("trial 0", List.of(Double.NaN), List.of(Double.POSITIVE_INFINITY));
        var chart = new LearningCurves("t", "errors", List.of(diverged), List.of(), List.of()).draw(Theme.LIGHT);
        assertThat(chart.getWidth()).isEqualTo(1840);
    }

    @Test
    void refusesWeightsThatAreNotOneACurve() {
        assertThatThrownBy(() -> new LearningCurves("t", "errors", List.of(FALLING), List.of(), List.of(1.0, 2.0)))
                .hasMessage("weights of the mean were 2 but must be 1, one a curve, or none");
        assertThatThrownBy(() -> new Curve("c", List.of(1.0), List.of()))
                .hasMessage("curve c had 1 epochs of training and 0 of validation but must have as many");
    }

    @Test
    void theAxisHasAHandfulOfRoundNumbersAndIsNotStretchedByDivergence() {
        assertThat(axis(1, 20).ticks()).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0);
        assertThat(axis(2, 2.4).ticks().stream().map(PixelAxis::label))
                .containsExactly("2", "2.1", "2.2", "2.3", "2.4");
        assertThat(PixelAxis.of(DoubleStream.of(1, 2, 3, 1e9), 0, 100).high()).isLessThan(80);
        assertThat(PixelAxis.of(DoubleStream.empty(), 0, 100).low()).isPositive();
        var axis = new PixelAxis(1, 100, 0, 200);
        assertThat(axis.at(1)).isEqualTo(200);
        assertThat(axis.at(10)).isCloseTo(100, within(1e-9));
        assertThat(axis.at(100)).isZero();
    }

    private static PixelAxis axis(double low, double high) {
        return PixelAxis.of(DoubleStream.of(low, high), 0, 100);
    }

    @Test
    void noLabelStandsOnAnother() {
        var axis = new PixelAxis(1, 10, 100, 300);
        List<EndLabel> labels = EndLabel.spread(
                DoubleStream.of(1.01, 9, 1.02, 9.9, 1, 3, 9.5)
                        .mapToObj(value -> EndLabel.of("trial", List.of(value), Color.BLUE))
                        .map(label -> label.at(axis, epoch -> 0))
                        .toList(),
                100,
                300);

        double[] places = labels.stream().mapToDouble(EndLabel::shownY).toArray();
        assertThat(labels).extracting(EndLabel::y).isSorted();
        for (int i = 1; i < places.length; i++) {
            assertThat(places[i] - places[i - 1]).isGreaterThanOrEqualTo(17 - 1e-9);
        }
        assertThat(places[0]).isGreaterThanOrEqualTo(100);
        assertThat(places[6]).isLessThanOrEqualTo(300);
        assertThat(places[3]).as("of the one that stands alone").isEqualTo(axis.at(3), within(1e-9));
    }

    @Test
    void aBarEndsAtTheMean() {
        var bars = new ErrorBars(
                "t",
                "a",
                List.of(new ErrorBars.Bar("Eyes", "left", 3, 4, 2, 8), new ErrorBars.Bar("Eyes", "right", 3, 2, 1, 4)));

        BufferedImage chart = bars.draw(Theme.LIGHT);

        int paper = Theme.LIGHT.paper.getRGB() & 0xffffff;
        // the axis goes from 0 to 8 between 196 and 682 points; the first row's middle is at 124 + 34 + 12.5, off the
        // line
        int above = (int) (2 * (124 + 34 + 12.5 - 4.5));
        assertThat(rgb(chart, 2 * (196 + 243 - 4), above)).isNotEqualTo(paper);
        assertThat(rgb(chart, 2 * (196 + 243 + 4), above)).isEqualTo(paper);
        assertThat(rgb(chart, 2 * (196 + 121), above)).as("median").isEqualTo(Theme.LIGHT.ink.getRGB() & 0xffffff);
        assertThat(rgb(chart, 2 * (196 + 243 - 4), above + 50))
                .as("the second row")
                .isEqualTo(paper);
        assertThatThrownBy(() -> new ErrorBars("t", "a", List.of())).hasMessage("bars were 0 but must be >= 1");
    }

    @Test
    void eachFilterIsScaledToItsOwnGreatestWeight() {
        var sheet = new FilterSheet(
                "t", 1, 2, List.of(new float[] {-0.1f, 0.05f}, new float[] {100, 0}, new float[] {0, 0}));

        BufferedImage picture = sheet.draw(Theme.LIGHT);

        assertThat(cell(picture, 0, 0)).isEqualTo(Theme.LIGHT.below());
        assertThat(cell(picture, 0, 1)).isEqualTo(FilterSheet.colour(Theme.LIGHT, 0.5));
        assertThat(cell(picture, 1, 0)).isEqualTo(Theme.LIGHT.above());
        assertThat(cell(picture, 1, 1)).isEqualTo(Theme.LIGHT.zero);
        assertThat(cell(picture, 2, 0)).isEqualTo(Theme.LIGHT.zero);
        assertThatThrownBy(() -> new FilterSheet("t", 2, 2, List.of(new float[3])))
                .hasMessage("filter had 3 weights but must have 4");
    }

    /** The colour in the middle of one of a filter's two weights. */
    private static Color cell(BufferedImage picture, int filter, int weight) {
        return new Color(picture.getRGB(2 * (24 + 80 * filter + 16 + 33 * weight), 2 * (104 + 33)));
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    /** Pixels that are almost of this colour: lines are drawn a little transparent. */
    private static long near(BufferedImage image, Color colour) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .mapToObj(i -> new Color(image.getRGB(i % image.getWidth(), i / image.getWidth())))
                .filter(pixel -> Math.abs(pixel.getRed() - colour.getRed()) < 45
                        && Math.abs(pixel.getGreen() - colour.getGreen()) < 45
                        && Math.abs(pixel.getBlue() - colour.getBlue()) < 45)
                .count();
    }
}
