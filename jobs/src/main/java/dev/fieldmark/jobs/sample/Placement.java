package dev.fieldmark.jobs.sample;

/**
 * A linear map of the plane: x becomes {@code xx * x + xy * y + x0}, y becomes {@code yx * x + yy * y + y0}.
 */
record Placement(double xx, double xy, double x0, double yx, double yy, double y0) {
    /** A turn about (0, 0), clockwise in a picture, then a scale and a move. */
    static Placement of(double radians, double scale, double x0, double y0) {
        double cos = StrictMath.cos(radians) * scale;
        double sin = StrictMath.sin(radians) * scale;
        return new Placement(cos, -sin, x0, sin, cos, y0);
    }

    Point at(double x, double y) {
        return new Point(xx * x + xy * y + x0, yx * x + yy * y + y0);
    }

    Point at(Point point) {
        return at(point.x(), point.y());
    }

    /** First the inner one, then this. */
    Placement after(Placement inner) {
        return new Placement(
                xx * inner.xx + xy * inner.yx,
                xx * inner.xy + xy * inner.yy,
                xx * inner.x0 + xy * inner.y0 + x0,
                yx * inner.xx + yy * inner.yx,
                yx * inner.xy + yy * inner.yy,
                yx * inner.x0 + yy * inner.y0 + y0);
    }

    /** The way back. */
    Placement inverse() {
        double area = xx * yy - xy * yx;
        double toX = yy / area;
        double fromY = -xy / area;
        double fromX = -yx / area;
        double toY = xx / area;
        return new Placement(toX, fromY, -(toX * x0 + fromY * y0), fromX, toY, -(fromX * x0 + toY * y0));
    }
}
