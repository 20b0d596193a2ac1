package dev.fieldmark.jobs.sample;

import java.util.List;

/** How much of each pixel a shape covers, 0 to 1, within the shape's bounds. */
final class Mask {
    private static final int LINES = 4;

    final int left;
    final int top;
    final int width;
    final int height;
    private final int stride;
    private final float[] cover;

    private Mask(Frame frame, double left, double top, double right, double bottom) {
        this.left = clamp(Math.floor(left), frame.width());
        this.top = clamp(Math.floor(top), frame.height());
        this.width = Math.max(0, clamp(Math.ceil(right), frame.width()) - this.left);
        this.height = Math.max(0, clamp(Math.ceil(bottom), frame.height()) - this.top);
        this.stride = width + 2;
        this.cover = new float[stride * height];
    }

    private static int clamp(double pixel, int end) {
        return (int) Math.max(0, Math.min(end, pixel));
    }

    /** A polygon in a face's picture. */
    static Mask of(List<Point> polygon) {
        return of(Frame.FACE, polygon);
    }

    /** A polygon, sampled along {@value #LINES} lines a pixel; where it overlaps itself it is covered once. */
    static Mask of(Frame frame, List<Point> polygon) {
        double left = frame.width();
        double top = frame.height();
        double right = 0;
        double bottom = 0;
        for (Point point : polygon) {
            left = Math.min(left, point.x());
            right = Math.max(right, point.x());
            top = Math.min(top, point.y());
            bottom = Math.max(bottom, point.y());
        }
        Mask mask = new Mask(frame, left, top, right, bottom);
        Point from = polygon.get(polygon.size() - 1);
        for (Point to : polygon) {
            if (from.y() < to.y()) {
                mask.edge(from, to, 1f / LINES);
            } else if (to.y() < from.y()) {
                mask.edge(to, from, -1f / LINES);
            }
            from = to;
        }
        mask.sumFromEdges();
        return mask;
    }

    /** Notes where each line crosses the edge; summed from the left this is what is covered. */
    private void edge(Point upper, Point lower, float weight) {
        double slope = (lower.x() - upper.x()) / (lower.y() - upper.y());
        int first = (int) Math.max(0, Math.ceil((upper.y() - top) * LINES - 0.5));
        double end = Math.min(height * LINES, (lower.y() - top) * LINES - 0.5);
        for (int line = first; line < end; line++) {
            double y = top + (line + 0.5) / LINES;
            double x = Math.max(0, Math.min(width, upper.x() + (y - upper.y()) * slope - left));
            int pixel = (int) x;
            float share = (float) (x - pixel);
            int at = line / LINES * stride + pixel;
            cover[at] += weight * (1 - share);
            cover[at + 1] += weight * share;
        }
    }

    private void sumFromEdges() {
        for (int y = 0; y < height; y++) {
            float sum = 0;
            for (int at = y * stride; at < y * stride + width; at++) {
                sum += cover[at];
                cover[at] = Math.min(1, Math.abs(sum));
            }
        }
    }

    /** An ellipse in a face's picture. */
    static Mask soft(Point middle, double xRadius, double yRadius) {
        return soft(Frame.FACE, middle, xRadius, yRadius);
    }

    /** An ellipse that fades from its middle to its edge. */
    static Mask soft(Frame frame, Point middle, double xRadius, double yRadius) {
        Mask mask =
                new Mask(frame, middle.x() - xRadius, middle.y() - yRadius, middle.x() + xRadius, middle.y() + yRadius);
        for (int y = 0; y < mask.height; y++) {
            double dy = (mask.top + y + 0.5 - middle.y()) / yRadius;
            for (int x = 0; x < mask.width; x++) {
                double dx = (mask.left + x + 0.5 - middle.x()) / xRadius;
                double fade = Math.max(0, 1 - dx * dx - dy * dy);
                mask.cover[y * mask.stride + x] = (float) (fade * fade);
            }
        }
        return mask;
    }

    /** What both cover. */
    Mask and(Mask other) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                cover[y * stride + x] *= other.at(left + x, top + y);
            }
        }
        return this;
    }

    /** Cover of a pixel of the picture. */
    float at(int x, int y) {
        boolean inside = x >= left && x < left + width && y >= top && y < top + height;
        return inside ? cover[(y - top) * stride + x - left] : 0;
    }
}
