package dev.fieldmark.jobs.draw;

import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Errors as horizontal bars in groups: the bar ends at the mean, a tick marks the median, a line reaches to the 95th
 * percentile.
 *
 * @param title of the chart
 * @param about what the errors are, below the title
 * @param bars in the order they stand, groups together
 */
public record ErrorBars(String title, String about, List<Bar> bars) {
    private static final int WIDTH = 920;
    private static final int TOP = 124;
    private static final int ROW = 25;
    private static final int GROUP = 34;
    private static final int LEFT = 196;
    private static final int RIGHT = WIDTH - 238;
    private static final int THICK = 13;
    private static final Text SMALL = Text.plain(12);
    private static final Text NAME = Text.plain(13);
    private static final Text GROUP_NAME = Text.bold(12);
    private static final List<String> FIGURES = List.of("mean", "median", "95%", "faces");

    public ErrorBars {
        bars = List.copyOf(bars);
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("bars were 0 but must be >= 1");
        }
    }

    /**
     * Errors in pixels of one thing.
     *
     * @param group under whose heading it stands
     * @param faces over which they are
     */
    public record Bar(String group, String name, int faces, double meanPixels, double medianPixels, double p95Pixels) {}

    /** The chart on this paper. */
    public BufferedImage draw(Theme theme) {
        long groups = bars.stream().map(Bar::group).distinct().count();
        double bottom = TOP + ROW * bars.size() + GROUP * groups;
        return Surface.draw(WIDTH, bottom + 54, theme, surface -> draw(surface, theme, bottom));
    }

    private void draw(Surface surface, Theme theme, double bottom) {
        surface.head(title, about);
        key(surface, theme);
        double most = bars.stream()
                .mapToDouble(bar -> Math.max(bar.meanPixels(), bar.p95Pixels()))
                .max()
                .orElse(1);
        double step = PixelAxis.roundStep(Math.max(most, 0.1) / 8);
        double end = step * Math.ceil(Math.max(most, 0.1) / step);
        for (int tick = 0; tick * step <= end + step / 2; tick++) {
            double x = LEFT + (RIGHT - LEFT) * tick * step / end;
            surface.line(x, TOP - 2, x, bottom + 6, theme.grid, 1);
            surface.textAround(PixelAxis.label(tick * step), x, bottom + 24, SMALL, theme.muted);
        }
        surface.textAround("pixels", (LEFT + RIGHT) / 2.0, bottom + 42, SMALL, theme.muted);
        for (int i = 0; i < FIGURES.size(); i++) {
            surface.textEndingAt(FIGURES.get(i), column(i), TOP - 8, SMALL, theme.muted);
        }
        double y = TOP;
        String group = "";
        for (Bar bar : bars) {
            if (!bar.group().equals(group)) {
                group = bar.group();
                y += GROUP;
                surface.text(group, 24, y - 9, GROUP_NAME, theme.muted);
            }
            bar(surface, theme, bar, y + ROW / 2.0, (RIGHT - LEFT) / end);
            y += ROW;
        }
    }

    private static void bar(Surface surface, Theme theme, Bar bar, double y, double scale) {
        double mean = LEFT + bar.meanPixels() * scale;
        double median = LEFT + bar.medianPixels() * scale;
        double p95 = LEFT + bar.p95Pixels() * scale;
        surface.textEndingAt(bar.name(), LEFT - 12, y + 4.5, NAME, theme.ink);
        surface.line(mean, y, p95, y, Surface.faded(theme.accent, 0.6), 1.5);
        surface.line(p95, y - 4, p95, y + 4, theme.accent, 1.5);
        surface.fill(
                new RoundRectangle2D.Double(LEFT, y - THICK / 2.0, mean - LEFT, THICK, 3, 3),
                Surface.faded(theme.accent, 0.85));
        surface.box(median - 1, y - THICK / 2.0 - 2, 2, THICK + 4, theme.ink);
        List<String> figures = List.of(
                pixels(bar.meanPixels()),
                pixels(bar.medianPixels()),
                pixels(bar.p95Pixels()),
                String.format(Locale.ROOT, "%,d", bar.faces()));
        for (int i = 0; i < figures.size(); i++) {
            surface.textEndingAt(
                    figures.get(i),
                    column(i),
                    y + 4.5,
                    i == 0 ? Text.bold(13) : NAME,
                    i == 0 ? theme.ink : theme.muted);
        }
    }

    private static void key(Surface surface, Theme theme) {
        double x = 24;
        surface.box(x, 75, 24, 9, Surface.faded(theme.accent, 0.85));
        surface.text("mean", x + 32, 84, SMALL, theme.ink);
        x += 32 + SMALL.width("mean") + 24;
        surface.box(x, 72, 2, 15, theme.ink);
        surface.text("median", x + 10, 84, SMALL, theme.ink);
        x += 10 + SMALL.width("median") + 24;
        surface.line(x, 79.5, x + 24, 79.5, Surface.faded(theme.accent, 0.6), 1.5);
        surface.line(x + 24, 75.5, x + 24, 83.5, theme.accent, 1.5);
        surface.text("95% of the faces are nearer than this", x + 34, 84, SMALL, theme.ink);
    }

    private static double column(int figure) {
        return RIGHT + 60 + 51 * figure;
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
