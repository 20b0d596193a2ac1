package dev.fieldmark.jobs.sample;

/** Soft random unevenness (value noise of a few octaves), the same on every JVM. */
record Texture(long seed) {
    private static final int OCTAVES = 4;

    /** Between 0 and 1; a step of 1 in x or y leads to something else. */
    double at(double x, double y) {
        double sum = 0;
        double weight = 0.5;
        double all = 0;
        double scale = 1;
        for (int octave = 0; octave < OCTAVES; octave++) {
            sum += weight * smooth(octave, x * scale, y * scale);
            all += weight;
            weight /= 2;
            scale *= 2;
        }
        return sum / all;
    }

    private double smooth(int octave, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = eased(x - left);
        double down = eased(y - top);
        double above = mix(corner(octave, left, top), corner(octave, left + 1, top), right);
        double below = mix(corner(octave, left, top + 1), corner(octave, left + 1, top + 1), right);
        return mix(above, below, down);
    }

    private double corner(int octave, int x, int y) {
        long place = seed + octave * 0x9E3779B97F4A7C15L + x * 0xC2B2AE3D27D4EB4FL + y * 0x165667B19E3779F9L;
        return (SampleFace.mixed(place) >>> 11) * 0x1p-53;
    }

    private static double eased(double share) {
        return share * share * (3 - 2 * share);
    }

    private static double mix(double from, double to, double share) {
        return from + (to - from) * share;
    }
}
