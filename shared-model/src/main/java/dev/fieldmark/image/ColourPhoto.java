package dev.fieldmark.image;

/**
 * A photo in colour for people to look at, turned as a viewer shows it. Nobody writes into the array once it is here.
 *
 * @param widthPixels >= 1
 * @param heightPixels >= 1
 * @param rgb unsigned sRGB samples, shape [3, height, width]: the reds row after row, then the greens, then the blues
 */
public record ColourPhoto(int widthPixels, int heightPixels, byte[] rgb) {
    private static final int CHANNELS = 3;

    public ColourPhoto {
        if (widthPixels < 1 || heightPixels < 1 || (long) CHANNELS * widthPixels * heightPixels != rgb.length) {
            throw new IllegalArgumentException("photo was " + widthPixels + "x" + heightPixels + " with " + rgb.length
                    + " samples but must have 3 times width times height, at least 3");
        }
    }

    /**
     * Decodes a photo of any size within the limits, as {@link Photo#decode} does, but keeps its colours.
     *
     * @param longerSidePixels that the photo is scaled to
     * @throws PhotoException where it can't be read
     */
    public static ColourPhoto decode(byte[] bytes, PhotoLimits limits, int longerSidePixels) throws PhotoException {
        limits.checkBytes(bytes.length);
        var header = PhotoHeader.read(bytes);
        limits.checkPixels(header.widthPixels(), header.heightPixels());
        try (var room = DecodingRoom.of(header)) {
            return scaled(Decoder.decode(bytes, header), header.orientation(), longerSidePixels);
        }
    }

    private static ColourPhoto scaled(PixelRows stored, Orientation orientation, int longerSidePixels) {
        int longer = Math.max(stored.widthPixels(), stored.heightPixels());
        int width = scaled(stored.widthPixels(), longer, longerSidePixels);
        int height = scaled(stored.heightPixels(), longer, longerSidePixels);
        // turned after it was scaled, when there is little left to turn
        byte[] planes = turned(Resampling.resize(stored, width, height), width, height, orientation);
        return orientation.swapsAxes()
                ? new ColourPhoto(height, width, planes)
                : new ColourPhoto(width, height, planes);
    }

    /** A grey picture, scaled so that its longer side has this many pixels. */
    public static ColourPhoto of(GreyPicture picture, int longerSidePixels) {
        int longer = Math.max(picture.widthPixels(), picture.heightPixels());
        GreyPicture scaled = picture.resized(
                scaled(picture.widthPixels(), longer, longerSidePixels),
                scaled(picture.heightPixels(), longer, longerSidePixels));
        int plane = scaled.greys().length;
        byte[] planes = new byte[CHANNELS * plane];
        for (int channel = 0; channel < CHANNELS; channel++) {
            System.arraycopy(scaled.greys(), 0, planes, channel * plane, plane);
        }
        return new ColourPhoto(scaled.widthPixels(), scaled.heightPixels(), planes);
    }

    /** The colour at column x and row y, as {@code 0xRRGGBB}. */
    public int rgb(int x, int y) {
        int plane = widthPixels * heightPixels;
        int at = y * widthPixels + x;
        return (rgb[at] & 0xff) << 16 | (rgb[plane + at] & 0xff) << 8 | rgb[2 * plane + at] & 0xff;
    }

    /** Planes of three colours, each turned. */
    static byte[] turned(byte[] stored, int widthPixels, int heightPixels, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return stored;
        }
        byte[] rgb = new byte[stored.length];
        int plane = widthPixels * heightPixels;
        for (int channel = 0; channel < CHANNELS; channel++) {
            byte[] samples = new byte[plane];
            System.arraycopy(stored, channel * plane, samples, 0, plane);
            byte[] upright = orientation
                    .apply(new GreyPicture(widthPixels, heightPixels, samples))
                    .greys();
            System.arraycopy(upright, 0, rgb, channel * plane, plane);
        }
        return rgb;
    }

    private static int scaled(int side, int longer, int newLonger) {
        return Math.max(1, Math.round((float) side * newLonger / longer));
    }
}
