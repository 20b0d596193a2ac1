package dev.fieldmark.image;

/**
 * A photo as a net for species sees it: all of it, turned as a viewer shows it, squeezed to a square, in colour. Nobody
 * writes into the array once it is here.
 *
 * @param sidePixels >= 1
 * @param rgb unsigned sRGB samples, shape [3, side, side]: the reds row after row, then the greens, then the blues
 */
public record SquarePhoto(int sidePixels, byte[] rgb) {
    public static final int CHANNELS = 3;

    public SquarePhoto {
        if (sidePixels < 1 || rgb.length != samples(sidePixels)) {
            throw new IllegalArgumentException("photo had side " + sidePixels + " and " + rgb.length
                    + " samples but must have side >= 1 and 3 times side times side samples");
        }
    }

    /** How many samples a photo of this side has. */
    public static int samples(int sidePixels) {
        return Math.multiplyExact(CHANNELS, Math.multiplyExact(sidePixels, sidePixels));
    }

    /**
     * Decodes a photo of any size within the limits, as {@link Photo#decode} does, but keeps its colours.
     *
     * @throws PhotoException where it can't be read
     */
    public static SquarePhoto decode(byte[] bytes, PhotoLimits limits, int sidePixels) throws PhotoException {
        limits.checkBytes(bytes.length);
        var header = PhotoHeader.read(bytes);
        limits.checkPixels(header.widthPixels(), header.heightPixels());
        // a square may be turned after it was squeezed, when there is little left to turn
        try (var room = DecodingRoom.of(header)) {
            byte[] stored = Resampling.resize(Decoder.decode(bytes, header), sidePixels, sidePixels);
            return new SquarePhoto(
                    sidePixels, ColourPhoto.turned(stored, sidePixels, sidePixels, header.orientation()));
        }
    }

    /** Its luma (Rec. 601). */
    public GreyPicture greys() {
        int plane = sidePixels * sidePixels;
        byte[] greys = new byte[plane];
        for (int i = 0; i < plane; i++) {
            greys[i] = (byte) Luma.luma(rgb[i] & 0xff, rgb[plane + i] & 0xff, rgb[2 * plane + i] & 0xff);
        }
        return new GreyPicture(sidePixels, sidePixels, greys);
    }
}
