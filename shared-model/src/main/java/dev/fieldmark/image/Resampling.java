package dev.fieldmark.image;

import dev.fieldmark.domain.FaceBox;
import java.util.Arrays;

/**
 * One axis of a change of size: each new pixel is a weighted mean of a run of old ones. Where the axis shrinks, the
 * weights are how much of each old pixel the new one covers; where it grows, linear between the two nearest centres
 * (the outermost pixels are continued). In doubles, rounded once at the end: the same bits everywhere.
 */
final class Resampling {
    private final int[] firsts;
    private final double[][] weights;

    /**
     * A part of an axis.
     *
     * @param from old pixels of the whole axis
     * @param start where the part begins, the first old pixel reaching from 0 to 1; may lie outside
     * @param length of the part, in old pixels
     * @param to new pixels of the part
     */
    private Resampling(int from, double start, double length, int to) {
        firsts = new int[to];
        weights = new double[to][];
        double scale = length / to;
        for (int i = 0; i < to; i++) {
            if (scale > 1) {
                average(i, start, scale, from);
            } else {
                interpolate(i, start + (i + 0.5) * scale - 0.5, from);
            }
        }
    }

    /** The picture at another size, shape [channels, height, width], unsigned. */
    static byte[] resize(PixelRows picture, int widthPixels, int heightPixels) {
        return resize(
                picture, new FaceBox(0, 0, picture.widthPixels(), picture.heightPixels()), widthPixels, heightPixels);
    }

    /** A part of the picture at another size, likewise; beyond the picture its outermost pixels are continued. */
    static byte[] resize(PixelRows picture, FaceBox part, int widthPixels, int heightPixels) {
        var rows = new Resampling(picture.heightPixels(), part.yPixels(), part.heightPixels(), heightPixels);
        var columns = new Resampling(picture.widthPixels(), part.xPixels(), part.widthPixels(), widthPixels);
        var narrowed = new Narrowed(picture, columns);
        int channels = picture.channels();
        byte[] resized = new byte[channels * widthPixels * heightPixels];
        double[] sums = new double[channels * widthPixels];
        for (int y = 0; y < heightPixels; y++) {
            rows.mean(y, narrowed, sums);
            for (int channel = 0; channel < channels; channel++) {
                int row = (channel * heightPixels + y) * widthPixels;
                for (int x = 0; x < widthPixels; x++) {
                    resized[row + x] = (byte) (int) (sums[x * channels + channel] + 0.5); // none is negative
                }
            }
        }
        return resized;
    }

    private void mean(int y, Narrowed narrowed, double[] sums) {
        Arrays.fill(sums, 0);
        for (int k = 0; k < weights[y].length; k++) {
            double weight = weights[y][k];
            double[] row = narrowed.row(firsts[y] + k);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * row[i];
            }
        }
    }

    private void narrowGreys(int[] greys, double[] row) {
        for (int x = 0; x < firsts.length; x++) {
            int at = firsts[x];
            double sum = 0;
            for (double weight : weights[x]) {
                sum += weight * greys[at++];
            }
            row[x] = sum;
        }
    }

    /** The three sums of a pixel side by side: one alone would wait for each of its additions. */
    private void narrowColours(int[] rgb, double[] row) {
        for (int x = 0; x < firsts.length; x++) {
            int at = 3 * firsts[x];
            double red = 0;
            double green = 0;
            double blue = 0;
            for (double weight : weights[x]) {
                red += weight * rgb[at];
                green += weight * rgb[at + 1];
                blue += weight * rgb[at + 2];
                at += 3;
            }
            row[3 * x] = red;
            row[3 * x + 1] = green;
            row[3 * x + 2] = blue;
        }
    }

    private void average(int i, double origin, double scale, int from) {
        double start = origin + i * scale;
        double end = origin + (i + 1) * scale;
        long first = (long) Math.floor(start);
        long last = (long) Math.ceil(end) - 1;
        firsts[i] = within(first, from);
        weights[i] = new double[within(last, from) - firsts[i] + 1];
        double before = Math.max(0, Math.min(end, 0) - start);
        double after = Math.max(0, end - Math.max(start, from));
        for (int k = 0; k < weights[i].length; k++) {
            double pixel = firsts[i] + k;
            weights[i][k] = Math.max(0, Math.min(end, pixel + 1) - Math.max(start, pixel)) / scale;
        }
        weights[i][0] += before / scale;
        weights[i][weights[i].length - 1] += after / scale;
    }

    private void interpolate(int i, double centre, int from) {
        double left = Math.floor(centre);
        if (left < 0 || left + 1 >= from) {
            firsts[i] = within((long) left, from);
            weights[i] = new double[] {1};
        } else {
            firsts[i] = (int) left;
            weights[i] = new double[] {left + 1 - centre, centre - left};
        }
    }

    private static int within(long pixel, int from) {
        return (int) Math.max(0, Math.min(from - 1, pixel));
    }

    /**
     * The rows of a picture at their new width. The last even and the last odd row are kept, since the run of a new row
     * begins with at most two rows of the run before: memory does not grow with the height.
     */
    private static final class Narrowed {
        private final PixelRows picture;
        private final Resampling columns;
        private final int[] samples;
        private final double[][] kept;
        private final int[] numbers = {-1, -1};

        Narrowed(PixelRows picture, Resampling columns) {
            this.picture = picture;
            this.columns = columns;
            samples = new int[picture.channels() * picture.widthPixels()];
            kept = new double[2][picture.channels() * columns.firsts.length];
        }

        double[] row(int y) {
            int slot = y % 2;
            if (numbers[slot] != y) {
                picture.read(y, samples);
                if (picture.channels() == 1) {
                    columns.narrowGreys(samples, kept[slot]);
                } else {
                    columns.narrowColours(samples, kept[slot]);
                }
                numbers[slot] = y;
            }
            return kept[slot];
        }
    }
}
