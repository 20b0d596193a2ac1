package dev.fieldmark.image;

/**
 * What the four components of a JPEG for print mean. They are inverted, 255 is no ink: Adobe's programs store them so,
 * and viewers take them so whether the file names Adobe or not. Where its APP14 segment (Adobe Technical Note 5116,
 * section 18) has transform 2, cyan, magenta and yellow, not inverted, went through the change from RGB to YCbCr. Inks
 * become light by their products, without a colour profile.
 */
enum Inks {
    /** No inks: one or three components, which the decoder understands. */
    NONE,
    CMYK,
    YCCK;

    private static final int FULL = 255;

    static Inks of(int components, int adobeTransform) {
        if (components != 4) {
            return NONE;
        }
        return adobeTransform == 2 ? YCCK : CMYK;
    }

    void toRgb(int[] inks, int from, int[] rgb, int at) {
        int black = inks[from + 3];
        switch (this) {
            case YCCK -> {
                int luma = inks[from];
                double blue = inks[from + 1] - 128;
                double red = inks[from + 2] - 128;
                // ITU T.871, section 7
                rgb[at] = light(FULL - inRange(luma + 1.402 * red), black);
                rgb[at + 1] = light(FULL - inRange(luma - 0.344136 * blue - 0.714136 * red), black);
                rgb[at + 2] = light(FULL - inRange(luma + 1.772 * blue), black);
            }
            case CMYK -> {
                for (int c = 0; c < 3; c++) {
                    rgb[at + c] = light(inks[from + c], black);
                }
            }
            case NONE -> throw new IllegalStateException("there are no inks");
        }
    }

    private static int light(int colour, int black) {
        return (colour * black + FULL / 2) / FULL;
    }

    private static int inRange(double value) {
        return (int) Math.max(0, Math.min(FULL, Math.round(value)));
    }
}
