package dev.fieldmark.jobs.draw;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learning curves as the tutorial draws them: validation solid, training dashed, the weighted mean in red; each curve's
 * label stands at its end.
 *
 * @param title of the chart
 * @param meaning of the numbers
 * @param curves in colour, the most important first
 * @param others faint behind them, validation alone, without labels
 * @param weights of the curves in the mean, such as how many targets each answers for; empty for no mean
 */
public record LearningCurves(
        String title, String meaning, List<Curve> curves, List<Curve> others, List<Double> weights) {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 540;
    private static final int LEFT = 58;
    private static final int TOP = 104;
    private static final int BOTTOM = HEIGHT - 52;
    private static final float[] DASHES = {5, 4};
    private static final Text SMALL = Text.plain(12);
    private static final String MEAN = "weighted mean";

    public LearningCurves {
        curves = List.copyOf(curves);
        others = List.copyOf(others);
        weights = List.copyOf(weights);
        if (!weights.isEmpty() && weights.size() != curves.size()) {
            throw new IllegalArgumentException("weights of the mean were " + weights.size() + " but must be "
                    + curves.size() + ", one a curve, or none");
        }
    }

    /** The chart on this paper. */
    public BufferedImage draw(Theme theme) {
        return Surface.draw(WIDTH, HEIGHT, theme, surface -> draw(surface, theme));
    }

    private void draw(Surface surface, Theme theme) {
        surface.head(title, meaning + ", by epoch; logarithmic scale");
        key(surface, theme);
        double right =
                WIDTH - 40 - labels(theme).mapToDouble(EndLabel::width).max().orElse(0);
        PixelAxis pixels = PixelAxis.of(values(), TOP, BOTTOM);
        int epochs = Math.max(2, epochs());
        IntToDoubleFunction across = epoch -> LEFT + (right - LEFT) * (epoch - 1) / (epochs - 1);
        axes(surface, theme, pixels, epochs, right, across);
        surface.within(LEFT, TOP - 4, right - LEFT + 6, BOTTOM - TOP + 8, () -> {
            others.forEach(curve -> line(surface, pixels, across, curve.validPixels(), theme.faint, 1));
            for (int i = curves.size() - 1; i >= 0; i--) {
                Color faded = Surface.faded(theme.series(i), 0.8);
                line(surface, pixels, across, curves.get(i).trainPixels(), faded, 1.3, DASHES);
                line(surface, pixels, across, curves.get(i).validPixels(), theme.series(i), 2);
            }
            line(surface, pixels, across, mean(), Surface.faded(theme.mean, 0.85), 4);
        });
        List<EndLabel> labels = EndLabel.spread(
                labels(theme).map(label -> label.at(pixels, across)).toList(), TOP, BOTTOM);
        labels.forEach(label -> label.draw(surface, theme, right + EndLabel.FROM_PLOT));
    }

    /** Of epoch 1 and on: the root of the weighted mean of the squares; a curve that ended stays as it was. */
    private List<Double> mean() {
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        int epochs = curves.stream().mapToInt(Curve::epochs).max().orElse(0);
        return weights.isEmpty()
                ? List.of()
                : IntStream.rangeClosed(1, epochs)
                        .mapToObj(epoch -> Math.sqrt(IntStream.range(0, curves.size())
                                        .mapToDouble(i -> weights.get(i)
                                                * Math.pow(curves.get(i).validPixelsUpTo(epoch), 2))
                                        .sum()
                                / sum))
                        .toList();
    }

    private int epochs() {
        return Stream.concat(curves.stream(), others.stream())
                .mapToInt(Curve::epochs)
                .max()
                .orElse(0);
    }

    private DoubleStream values() {
        return Stream.concat(
                        curves.stream().flatMap(curve -> Stream.of(curve.trainPixels(), curve.validPixels())),
                        others.stream().map(Curve::validPixels))
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue);
    }

    private Stream<EndLabel> labels(Theme theme) {
        Stream<EndLabel> named = IntStream.range(0, curves.size())
                .mapToObj(i -> EndLabel.of(curves.get(i).name(), curves.get(i).validPixels(), theme.series(i)));
        return weights.isEmpty() ? named : Stream.concat(named, Stream.of(EndLabel.of(MEAN, mean(), theme.mean)));
    }

    private void key(Surface surface, Theme theme) {
        double x = 24;
        surface.line(x, 77, x + 26, 77, theme.ink, 2);
        surface.text("validation", x + 34, 81, SMALL, theme.ink);
        x += 34 + SMALL.width("validation") + 24;
        surface.line(x, 77, x + 26, 77, theme.ink, 1.3, DASHES);
        surface.text("training", x + 34, 81, SMALL, theme.ink);
        x += 34 + SMALL.width("training") + 24;
        if (!others.isEmpty()) {
            String text = String.format(Locale.ROOT, "validation of %,d others", others.size());
            surface.line(x, 77, x + 26, 77, theme.faint, 1.5);
            surface.text(text, x + 34, 81, SMALL, theme.ink);
        }
    }

    private static void axes(
            Surface surface, Theme theme, PixelAxis pixels, int epochs, double right, IntToDoubleFunction across) {
        for (double tick : pixels.ticks()) {
            surface.line(LEFT, pixels.at(tick), right, pixels.at(tick), theme.grid, 1);
            surface.textEndingAt(PixelAxis.label(tick), LEFT - 9, pixels.at(tick) + 4, SMALL, theme.muted);
        }
        int step = (int) Math.max(1, PixelAxis.roundStep(epochs / 8.0));
        for (int tick = step; tick <= epochs; tick += step) {
            surface.line(across.applyAsDouble(tick), BOTTOM, across.applyAsDouble(tick), BOTTOM + 4, theme.faint, 1);
            surface.textAround(
                    String.format(Locale.ROOT, "%,d", tick),
                    across.applyAsDouble(tick),
                    BOTTOM + 19,
                    SMALL,
                    theme.muted);
        }
        surface.textAround("epoch", (LEFT + right) / 2, BOTTOM + 38, SMALL, theme.muted);
    }

    private static void line(
            Surface surface,
            PixelAxis pixels,
            IntToDoubleFunction across,
            List<Double> values,
            Color colour,
            double width,
            float... dashes) {
        var path = new Path2D.Double();
        boolean broken = true;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (!Double.isFinite(value) || value <= 0) {
                broken = true;
            } else if (broken) {
                path.moveTo(across.applyAsDouble(i + 1), pixels.at(value));
                path.lineTo(across.applyAsDouble(i + 1), pixels.at(value));
                broken = false;
            } else {
                path.lineTo(across.applyAsDouble(i + 1), pixels.at(value));
            }
        }
        surface.stroke(path, colour, width, dashes);
    }
}
