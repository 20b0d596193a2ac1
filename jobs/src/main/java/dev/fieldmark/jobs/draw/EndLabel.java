package dev.fieldmark.jobs.draw;

import java.awt.Color;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A curve's name and its lowest value.
 *
 * @param value at its last epoch
 * @param x of its end
 * @param y of its end
 * @param shownY where the label stands, so that no two are on each other
 */
record EndLabel(String name, double best, int epoch, double value, Color colour, double x, double y, double shownY) {
    private static final Text NAME = Text.bold(12);
    private static final Text FIGURE = Text.plain(12);
    private static final double LINE = 17;
    static final double FROM_PLOT = 14;

    static EndLabel of(String name, List<Double> values, Color colour) {
        int last = values.size();
        while (last > 0 && !Double.isFinite(values.get(last - 1))) {
            last--;
        }
        double best =
                values.stream().filter(Double::isFinite).min(Double::compare).orElse(Double.NaN);
        return new EndLabel(name, best, last, last == 0 ? Double.NaN : values.get(last - 1), colour, 0, 0, 0);
    }

    double width() {
        return 20 + NAME.width(name) + 8 + FIGURE.width(pixels());
    }

    EndLabel at(PixelAxis axis, IntToDoubleFunction across) {
        double end = epoch == 0 ? axis.bottom() : Math.max(axis.top(), axis.at(value));
        return new EndLabel(name, best, epoch, value, colour, across.applyAsDouble(Math.max(1, epoch)), end, end);
    }

    /** From top to bottom as the curves end, each as near to its end as it can be with none on another. */
    static List<EndLabel> spread(List<EndLabel> labels, double top, double bottom) {
        List<EndLabel> sorted =
                labels.stream().sorted(Comparator.comparingDouble(EndLabel::y)).toList();
        Deque<Cluster> clusters = new ArrayDeque<>();
        for (EndLabel label : sorted) {
            Cluster cluster = new Cluster(List.of(label));
            while (!clusters.isEmpty() && clusters.getLast().bottom(top, bottom) > cluster.top(top, bottom)) {
                cluster = clusters.removeLast().with(cluster);
            }
            clusters.add(cluster);
        }
        return clusters.stream().flatMap(cluster -> cluster.shown(top, bottom)).toList();
    }

    /** Labels that stand one below the other, around the middle of the ends of their curves. */
    private record Cluster(List<EndLabel> labels) {
        Cluster with(Cluster below) {
            return new Cluster(
                    Stream.concat(labels.stream(), below.labels.stream()).toList());
        }

        double top(double highest, double lowest) {
            double middle = labels.stream().mapToDouble(EndLabel::y).average().orElse(0);
            double half = LINE * labels.size() / 2;
            return Math.max(highest - LINE / 2, Math.min(middle - half, lowest + LINE / 2 - 2 * half));
        }

        double bottom(double highest, double lowest) {
            return top(highest, lowest) + LINE * labels.size();
        }

        Stream<EndLabel> shown(double highest, double lowest) {
            double first = top(highest, lowest) + LINE / 2;
            return IntStream.range(0, labels.size()).mapToObj(i -> labels.get(i).shownAt(first + LINE * i));
        }
    }

    private EndLabel shownAt(double place) {
        return new EndLabel(name, best, epoch, value, colour, x, y, place);
    }

    void draw(Surface surface, Theme theme, double left) {
        if (epoch > 0) {
            surface.dot(x, y, 3, colour);
        }
        if (x > left - FROM_PLOT - 1) {
            surface.line(x, y, left - 1, shownY, Surface.faded(colour, 0.4), 1);
        }
        surface.text(name, left + 4, shownY + 4, NAME, colour);
        surface.text(pixels(), left + 4 + NAME.width(name) + 8, shownY + 4, FIGURE, theme.muted);
    }

    private String pixels() {
        return Double.isNaN(best) ? "diverged" : String.format(Locale.ROOT, "%.2f px", best);
    }
}
