package dev.fieldmark.image;

/**
 * One axis of a change of size: each new pixel is a weighted mean of a run of old ones. Where the axis shrinks, the
 * weights are how much of each old pixel the new one covers; where it grows, linear between the two nearest centres
 * (the outermost pixels are continued). In doubles, rounded once at the end: the same bits everywhere.
 */
final class Resampling {
    private final int[] firsts;
    private final double[][] weights;

    private Resampling(int from, int to) {
        firsts = new int[to];
        weights = new double[to][];
        double scale = (double) from / to;
        for (int i = 0; i < to; i++) {
            if (to < from) {
                average(i, scale, from);
            } else {
                interpolate(i, (i + 0.5) * scale - 0.5, from);
            }
        }
    }

    static GreyPicture resize(GreyPicture picture, int widthPixels, int heightPixels) {
        var columns = new Resampling(picture.widthPixels(), widthPixels);
        var rows = new Resampling(picture.heightPixels(), heightPixels);
        double[] narrowed = columns.acrossRows(picture);
        byte[] greys = new byte[widthPixels * heightPixels];
        for (int y = 0; y < heightPixels; y++) {
            for (int x = 0; x < widthPixels; x++) {
                greys[y * widthPixels + x] = (byte) Math.round(rows.downColumn(narrowed, x, widthPixels, y));
            }
        }
        return new GreyPicture(widthPixels, heightPixels, greys);
    }

    private double[] acrossRows(GreyPicture picture) {
        int width = firsts.length;
        byte[] greys = picture.greys();
        double[] narrowed = new double[width * picture.heightPixels()];
        for (int y = 0; y < picture.heightPixels(); y++) {
            int row = y * picture.widthPixels();
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int k = 0; k < weights[x].length; k++) {
                    sum += weights[x][k] * (greys[row + firsts[x] + k] & 0xff);
                }
                narrowed[y * width + x] = sum;
            }
        }
        return narrowed;
    }

    private double downColumn(double[] values, int x, int width, int y) {
        double sum = 0;
        for (int k = 0; k < weights[y].length; k++) {
            sum += weights[y][k] * values[(firsts[y] + k) * width + x];
        }
        return sum;
    }

    private void average(int i, double scale, int from) {
        double start = i * scale;
        double end = (i + 1) * scale;
        int first = (int) start;
        int last = Math.min(from, (int) Math.ceil(end));
        firsts[i] = first;
        weights[i] = new double[last - first];
        for (int k = first; k < last; k++) {
            weights[i][k - first] = (Math.min(end, k + 1) - Math.max(start, k)) / scale;
        }
    }

    private void interpolate(int i, double centre, int from) {
        int left = (int) Math.floor(centre);
        if (left < 0 || left + 1 >= from) {
            firsts[i] = Math.max(0, left);
            weights[i] = new double[] {1};
        } else {
            firsts[i] = left;
            weights[i] = new double[] {left + 1 - centre, centre - left};
        }
    }
}
