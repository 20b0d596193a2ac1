package dev.fieldmark.domain;

/**
 * Where a face is in a picture: the columns from x on, and the rows from y on, as many as width and height say. Points
 * count pixel centres, so that the box reaches from x - 0.5 to x + width - 0.5. It may reach beyond the picture.
 *
 * @param widthPixels > 0
 * @param heightPixels > 0
 */
public record FaceBox(double xPixels, double yPixels, double widthPixels, double heightPixels) {
    public FaceBox {
        if (!Double.isFinite(xPixels) || !Double.isFinite(yPixels)) {
            throw new IllegalArgumentException(
                    "corner of the box was (" + xPixels + ", " + yPixels + ") but must be finite");
        }
        if (!isSide(widthPixels) || !isSide(heightPixels)) {
            throw new IllegalArgumentException(
                    "box was " + widthPixels + "x" + heightPixels + " but each side must be finite and > 0");
        }
    }

    private static boolean isSide(double pixels) {
        return pixels > 0 && Double.isFinite(pixels);
    }

    /** A square around the point (x, y). */
    public static FaceBox around(double xPixels, double yPixels, double sidePixels) {
        double half = (sidePixels - 1) / 2;
        return new FaceBox(xPixels - half, yPixels - half, sidePixels, sidePixels);
    }

    public double centreXPixels() {
        return xPixels + (widthPixels - 1) / 2;
    }

    public double centreYPixels() {
        return yPixels + (heightPixels - 1) / 2;
    }

    /** The square around the same centre whose side is this box's longer one. */
    public FaceBox square() {
        return widthPixels == heightPixels
                ? this
                : around(centreXPixels(), centreYPixels(), Math.max(widthPixels, heightPixels));
    }

    /** The area that both cover, in square pixels. */
    public double sharedArea(FaceBox other) {
        double width =
                Math.min(xPixels + widthPixels, other.xPixels + other.widthPixels) - Math.max(xPixels, other.xPixels);
        double height =
                Math.min(yPixels + heightPixels, other.yPixels + other.heightPixels) - Math.max(yPixels, other.yPixels);
        return Math.max(0, width) * Math.max(0, height);
    }

    /** The area that both cover over that which either does, 0 to 1. */
    public double overlap(FaceBox other) {
        double shared = sharedArea(other);
        return shared / (area() + other.area() - shared);
    }

    public double area() {
        return widthPixels * heightPixels;
    }
}
