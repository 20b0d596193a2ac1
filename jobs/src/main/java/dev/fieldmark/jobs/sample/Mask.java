package dev.fieldmark.jobs.sample;

import dev.fieldmark.jobs.data.FaceSet;
import java.util.Arrays;
import java.util.List;

/** How much of each pixel a shape covers, 0 to 1, within the shape's bounds. */
final class Mask {
    private static final int SIDE = FaceSet.SIDE;
    private static final int LINES = 4;

    final int left;
    final int top;
    final int width;
    final int height;
    private final float[] cover;

    private Mask(double left, double top, double right, double bottom) {
        this.left = clamp(Math.floor(left));
        this.top = clamp(Math.floor(top));
        this.width = Math.max(0, clamp(Math.ceil(right)) - this.left);
        this.height = Math.max(0, clamp(Math.ceil(bottom)) - this.top);
        this.cover = new float[width * height];
    }

    private static int clamp(double pixel) {
        return (int) Math.max(0, Math.min(SIDE, pixel));
    }

    /** A polygon: {@value #LINES} lines a pixel, exact along each line. */
    static Mask of(List<Point> polygon) {
        double left = SIDE;
        double top = SIDE;
        double right = 0;
        double bottom = 0;
        for (Point point : polygon) {
            left = Math.min(left, point.x());
            right = Math.max(right, point.x());
            top = Math.min(top, point.y());
            bottom = Math.max(bottom, point.y());
        }
        Mask mask = new Mask(left, top, right, bottom);
        double[] crossings = new double[polygon.size()];
        for (int line = 0; line < mask.height * LINES; line++) {
            double y = mask.top + (line + 0.5) / LINES;
            int count = crossings(polygon, y, crossings);
            for (int i = 0; i + 1 < count; i += 2) {
                mask.span(line / LINES, crossings[i] - mask.left, crossings[i + 1] - mask.left);
            }
        }
        return mask;
    }

    private static int crossings(List<Point> polygon, double y, double[] crossings) {
        int count = 0;
        Point from = polygon.get(polygon.size() - 1);
        for (Point to : polygon) {
            if (from.y() <= y != to.y() <= y) {
                crossings[count++] = from.x() + (y - from.y()) / (to.y() - from.y()) * (to.x() - from.x());
            }
            from = to;
        }
        Arrays.sort(crossings, 0, count);
        return count;
    }

    private void span(int row, double from, double to) {
        double start = Math.max(0, from);
        double end = Math.min(width, to);
        for (int x = (int) start; x < end; x++) {
            cover[row * width + x] += (float) ((Math.min(end, x + 1) - Math.max(start, x)) / LINES);
        }
    }

    /** An ellipse that fades from its middle to its edge. */
    static Mask soft(Point middle, double xRadius, double yRadius) {
        Mask mask = new Mask(middle.x() - xRadius, middle.y() - yRadius, middle.x() + xRadius, middle.y() + yRadius);
        for (int y = 0; y < mask.height; y++) {
            double dy = (mask.top + y + 0.5 - middle.y()) / yRadius;
            for (int x = 0; x < mask.width; x++) {
                double dx = (mask.left + x + 0.5 - middle.x()) / xRadius;
                double fade = Math.max(0, 1 - dx * dx - dy * dy);
                mask.cover[y * mask.width + x] = (float) (fade * fade);
            }
        }
        return mask;
    }

    /** What both cover. */
    Mask and(Mask other) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                cover[y * width + x] *= other.at(left + x, top + y);
            }
        }
        return this;
    }

    /** Cover of a pixel of the picture. */
    float at(int x, int y) {
        boolean inside = x >= left && x < left + width && y >= top && y < top + height;
        return inside ? cover[(y - top) * width + x - left] : 0;
    }
}
