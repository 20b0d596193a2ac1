package dev.fieldmark.image;

/**
 * How a viewer turns the stored picture before it shows it: the eight values of EXIF tag 0x0112 (EXIF 2.32, 4.6.4), in
 * order.
 */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    UPSIDE_DOWN_MIRRORED,
    TRANSPOSED,
    TURN_RIGHT,
    TRANSVERSED,
    TURN_LEFT;

    /** The orientation with this EXIF value; upright, as viewers do, where there is none of that value. */
    static Orientation ofExif(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    GreyPicture apply(GreyPicture stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsAxes() ? stored.heightPixels() : stored.widthPixels();
        int height = swapsAxes() ? stored.widthPixels() : stored.heightPixels();
        byte[] greys = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                greys[y * width + x] = (byte) shown(stored, x, y);
            }
        }
        return new GreyPicture(width, height, greys);
    }

    boolean swapsAxes() {
        return ordinal() >= TRANSPOSED.ordinal();
    }

    private int shown(GreyPicture stored, int x, int y) {
        int right = stored.widthPixels() - 1;
        int bottom = stored.heightPixels() - 1;
        return switch (this) {
            case UPRIGHT -> stored.grey(x, y);
            case MIRRORED -> stored.grey(right - x, y);
            case UPSIDE_DOWN -> stored.grey(right - x, bottom - y);
            case UPSIDE_DOWN_MIRRORED -> stored.grey(x, bottom - y);
            case TRANSPOSED -> stored.grey(y, x);
            case TURN_RIGHT -> stored.grey(y, bottom - x);
            case TRANSVERSED -> stored.grey(right - y, bottom - x);
            case TURN_LEFT -> stored.grey(right - y, x);
        };
    }
}
