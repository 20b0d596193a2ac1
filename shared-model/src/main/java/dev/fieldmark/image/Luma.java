package dev.fieldmark.image;

/** Red, green and blue to luma (Rec. 601). */
final class Luma {
    private Luma() {}

    static GreyPicture of(PixelRows picture) {
        int width = picture.widthPixels();
        byte[] greys = new byte[width * picture.heightPixels()];
        int[] rgb = new int[3 * width];
        for (int y = 0; y < picture.heightPixels(); y++) {
            picture.read(y, rgb);
            for (int x = 0; x < width; x++) {
                greys[y * width + x] = (byte) luma(rgb[3 * x], rgb[3 * x + 1], rgb[3 * x + 2]);
            }
        }
        return new GreyPicture(width, picture.heightPixels(), greys);
    }

    static int luma(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }
}
