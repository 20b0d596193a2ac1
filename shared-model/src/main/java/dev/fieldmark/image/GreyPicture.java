package dev.fieldmark.image;

import dev.fieldmark.domain.FaceBox;

/**
 * A grey picture; nobody writes into the array once it is here.
 *
 * @param widthPixels >= 1
 * @param heightPixels >= 1
 * @param greys unsigned bytes, row after row
 */
public record GreyPicture(int widthPixels, int heightPixels, byte[] greys) {
    public GreyPicture {
        if (widthPixels < 1 || heightPixels < 1 || (long) widthPixels * heightPixels != greys.length) {
            throw new IllegalArgumentException("picture was " + widthPixels + "x" + heightPixels + " with "
                    + greys.length + " greys but must have width times height, at least 1");
        }
    }

    /**
     * Reads the pixel string of Kaggle's 'Facial Keypoints Detection': 9,216 grey values, 0 to 255, separated by blanks,
     * the rows of a 96 x 96 picture.
     */
    public static GreyPicture parse(String pixels) throws PhotoException {
        return new GreyPicture(NetInput.SIDE, NetInput.SIDE, PixelString.greys(pixels, NetInput.PIXELS));
    }

    /** The grey at column x and row y, 0 to 255. */
    public int grey(int x, int y) {
        return greys[y * widthPixels + x] & 0xff;
    }

    /** This picture at another size: area averages where an axis shrinks, linear in between where it grows. */
    public GreyPicture resized(int newWidthPixels, int newHeightPixels) {
        if (newWidthPixels == widthPixels && newHeightPixels == heightPixels) {
            return this;
        }
        return new GreyPicture(
                newWidthPixels, newHeightPixels, Resampling.resize(new Rows(this), newWidthPixels, newHeightPixels));
    }

    /** A part of this picture at another size, likewise; beyond the picture its outermost pixels are continued. */
    public GreyPicture cropped(FaceBox part, int newWidthPixels, int newHeightPixels) {
        return new GreyPicture(
                newWidthPixels,
                newHeightPixels,
                Resampling.resize(new Rows(this), part, newWidthPixels, newHeightPixels));
    }

    private record Rows(GreyPicture picture) implements PixelRows {
        @Override
        public int widthPixels() {
            return picture.widthPixels;
        }

        @Override
        public int heightPixels() {
            return picture.heightPixels;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public void read(int y, int[] samples) {
            for (int x = 0; x < picture.widthPixels; x++) {
                samples[x] = picture.grey(x, y);
            }
        }
    }
}
