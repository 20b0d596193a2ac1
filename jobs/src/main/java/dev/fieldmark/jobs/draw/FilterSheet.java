package dev.fieldmark.jobs.draw;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A convolution's filters in a grid, each scaled to its own greatest weight: blue below zero, orange above.
 *
 * @param title of the picture
 * @param rows of a filter
 * @param columns of a filter
 * @param filters its weights, row after row
 */
public record FilterSheet(String title, int rows, int columns, List<float[]> filters) {
    private static final int CELL = 66;
    private static final int GAP = 14;
    private static final int LEFT = 24;
    private static final int TOP = 104;
    private static final int MANY = 40;
    private static final Text SMALL = Text.plain(12);

    public FilterSheet {
        filters = List.copyOf(filters);
        for (float[] filter : filters) {
            if (filter.length != rows * columns) {
                throw new IllegalArgumentException(
                        "filter had " + filter.length + " weights but must have " + rows * columns);
            }
        }
    }

    /** The picture on this paper. */
    public BufferedImage draw(Theme theme) {
        int across = filters.size() > MANY ? 12 : 8;
        int down = (filters.size() + across - 1) / across;
        double width = 2.0 * LEFT + across * (CELL + GAP) - GAP;
        double height = TOP + down * (CELL + GAP) - GAP + LEFT;
        return Surface.draw(width, height, theme, surface -> {
            surface.head(
                    title,
                    filters.size() + " filters of " + rows + "×" + columns
                            + " weights, each scaled to its own greatest");
            key(surface, theme);
            for (int i = 0; i < filters.size(); i++) {
                double x = LEFT + i % across * (CELL + GAP);
                double y = TOP + (double) (i / across) * (CELL + GAP);
                filter(surface, theme, filters.get(i), x, y);
            }
        });
    }

    private void filter(Surface surface, Theme theme, float[] weights, double left, double top) {
        double most = 0;
        for (float weight : weights) {
            most = Math.max(most, Math.abs(weight));
        }
        double width = (double) CELL / columns;
        double height = (double) CELL / rows;
        for (int i = 0; i < weights.length; i++) {
            double x = left + i % columns * width;
            double y = top + (double) (i / columns) * height;
            // a little more than its part, so that no paper shines through between two
            surface.box(x, y, width + 0.25, height + 0.25, colour(theme, most == 0 ? 0 : weights[i] / most));
        }
        surface.stroke(new Rectangle2D.Double(left, top, CELL, CELL), theme.faint, 0.75);
    }

    private static void key(Surface surface, Theme theme) {
        double x = Math.rint(LEFT + SMALL.width("−1") + 8);
        surface.text("−1", LEFT, 84, SMALL, theme.muted);
        for (int i = 0; i < 120; i++) {
            surface.box(x + i, 74, 1, 11, colour(theme, (i - 59.5) / 59.5));
        }
        surface.stroke(new Rectangle2D.Double(x, 74, 120, 11), theme.faint, 0.75);
        surface.text("+1", x + 128, 84, SMALL, theme.muted);
    }

    /** Of a share of the greatest weight, from -1 to 1. */
    static Color colour(Theme theme, double share) {
        Color end = share < 0 ? theme.below() : theme.above();
        double part = Math.min(1, Math.abs(share));
        return new Color(
                between(theme.zero.getRed(), end.getRed(), part),
                between(theme.zero.getGreen(), end.getGreen(), part),
                between(theme.zero.getBlue(), end.getBlue(), part));
    }

    private static int between(int from, int to, double part) {
        return (int) Math.round(from + part * (to - from));
    }
}
