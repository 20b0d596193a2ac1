package dev.fieldmark.jobs.train.dl4j;

/**
 * The loops of {@link NormRelu} over one plane. Sums run in {@value #LANES} lanes, always the same, so that a processor
 * can add several at once and the bits are the same each time.
 */
final class NormLoops {
    private static final int LANES = 8;

    private NormLoops() {}

    static double sum(float[] plane) {
        float[] lanes = new float[LANES];
        int whole = plane.length - plane.length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                lanes[lane] += plane[i + lane];
            }
        }
        double sum = total(lanes);
        for (int i = whole; i < plane.length; i++) {
            sum += plane[i];
        }
        return sum;
    }

    /** The sum of the squared distances from the mean. */
    static double squares(float[] plane, float mean) {
        float[] lanes = new float[LANES];
        int whole = plane.length - plane.length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                float distance = plane[i + lane] - mean;
                lanes[lane] += distance * distance;
            }
        }
        double sum = total(lanes);
        for (int i = whole; i < plane.length; i++) {
            double distance = plane[i] - mean;
            sum += distance * distance;
        }
        return sum;
    }

    /** Relu of {@code scale value + shift}, in place; NaN goes through. */
    static void apply(float[] plane, float scale, float shift) {
        for (int i = 0; i < plane.length; i++) {
            plane[i] = Math.max(scale * plane[i] + shift, 0f);
        }
    }

    /** Adds the slopes that pass the relu to the first sum; each times its value's distance from the mean to the second. */
    static void sumSlopes(float[] plane, float[] slopes, float scale, float shift, float mean, double[] sums) {
        float[] plain = new float[LANES];
        float[] weighted = new float[LANES];
        int whole = plane.length - plane.length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                float value = plane[i + lane];
                float slope = scale * value + shift > 0 ? slopes[i + lane] : 0;
                plain[lane] += slope;
                weighted[lane] += slope * (value - mean);
            }
        }
        for (int i = whole; i < plane.length; i++) {
            float slope = scale * plane[i] + shift > 0 ? slopes[i] : 0;
            plain[i - whole] += slope;
            weighted[i - whole] += slope * (plane[i] - mean);
        }
        sums[0] += total(plain);
        sums[1] += total(weighted);
    }

    /** The slope along each value, in place of that along each output. */
    static void slopes(
            float[] plane, float[] slopes, float scale, float shift, float mean, float constant, float linear) {
        for (int i = 0; i < plane.length; i++) {
            float slope = scale * plane[i] + shift > 0 ? slopes[i] : 0;
            slopes[i] = scale * slope - constant - linear * (plane[i] - mean);
        }
    }

    private static double total(float[] lanes) {
        double sum = 0;
        for (float lane : lanes) {
            sum += lane;
        }
        return sum;
    }
}
