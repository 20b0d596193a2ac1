package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Recipe.Contrast;

/** What a net sees for each of the 256 greys of one picture. */
final class Tones {
    private static final int GREYS = 256;

    private Tones() {}

    /** The tone of each grey, for the picture that starts at this offset. */
    static float[] of(Contrast contrast, byte[] greys, int offset) {
        return switch (contrast) {
            case NONE -> line(0, 255);
            case STANDARDIZE -> standardized(greys, offset);
        };
    }

    /** The same for greys that are no whole numbers any more, in place. */
    static void apply(Contrast contrast, float[] greys, int offset) {
        double sum = 0;
        double squares = 0;
        for (int i = offset; i < offset + FaceSet.PIXELS; i++) {
            sum += greys[i];
            squares += (double) greys[i] * greys[i];
        }
        double mean = sum / FaceSet.PIXELS;
        double variance = squares / FaceSet.PIXELS - mean * mean;
        boolean standardize = contrast == Contrast.STANDARDIZE;
        float zero = standardize ? (float) mean : 0;
        float unit = standardize ? (float) (variance > 0 ? Math.sqrt(variance) : 1) : 255;
        for (int i = offset; i < offset + FaceSet.PIXELS; i++) {
            greys[i] = (greys[i] - zero) / unit;
        }
    }

    private static float[] standardized(byte[] greys, int offset) {
        long sum = 0;
        long squares = 0;
        for (int i = offset; i < offset + FaceSet.PIXELS; i++) {
            long grey = Byte.toUnsignedInt(greys[i]);
            sum += grey;
            squares += grey * grey;
        }
        // whole numbers until here: no order of summing can change a bit
        double mean = (double) sum / FaceSet.PIXELS;
        double variance =
                ((double) squares * FaceSet.PIXELS - (double) sum * sum) / ((double) FaceSet.PIXELS * FaceSet.PIXELS);
        // a picture of one grey has no contrast to standardize: it becomes 0 all over
        return line(mean, variance > 0 ? Math.sqrt(variance) : 1);
    }

    private static float[] line(double zero, double unit) {
        float[] tones = new float[GREYS];
        for (int grey = 0; grey < GREYS; grey++) {
            tones[grey] = (float) ((grey - zero) / unit);
        }
        return tones;
    }
}
