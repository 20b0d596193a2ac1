package dev.fieldmark.jobs.sample;

import java.util.function.DoubleUnaryOperator;

/** A grey picture, black 0 to white 1. Its arithmetic gives the same bits on every JVM. */
final class Canvas {
    private static final double NOTHING = 1e-3;

    private final Frame frame;
    private float[] tones;

    Canvas(Frame frame) {
        this.frame = frame;
        this.tones = new float[frame.pixels()];
    }

    /** The tone of a place. */
    interface Tone {
        double at(double x, double y);
    }

    /** Covers with a tone. */
    void paint(Mask mask, double strength, Tone tone) {
        for (int y = mask.top; y < mask.top + mask.height; y++) {
            for (int x = mask.left; x < mask.left + mask.width; x++) {
                double cover = mask.at(x, y) * strength;
                if (cover > NOTHING) {
                    blend(y * frame.width() + x, cover, tone.at(x + 0.5, y + 0.5));
                }
            }
        }
    }

    /** Covers one pixel, whose number counts from the top left, row by row. */
    void blend(int pixel, double cover, double tone) {
        tones[pixel] += (float) (cover * (tone - tones[pixel]));
    }

    /** Darkens (factor below 1) or lightens what is there. */
    void shade(Mask mask, double factor) {
        for (int y = mask.top; y < mask.top + mask.height; y++) {
            for (int x = mask.left; x < mask.left + mask.width; x++) {
                tones[y * frame.width() + x] *= (float) (1 + mask.at(x, y) * (factor - 1));
            }
        }
    }

    void change(DoubleUnaryOperator tone) {
        for (int i = 0; i < tones.length; i++) {
            tones[i] = (float) tone.applyAsDouble(tones[i]);
        }
    }

    /** Blurs by a triangle whose middle weighs {@code 1 - 2 * share}, in both directions. */
    void blur(double share) {
        tones = blur(tones, (float) share, 1, frame.width(), frame.width());
        tones = blur(tones, (float) share, frame.width(), frame.height(), 1);
    }

    private static float[] blur(float[] from, float share, int step, int length, int across) {
        float[] to = new float[from.length];
        for (int line = 0; line < from.length / length; line++) {
            for (int i = 0; i < length; i++) {
                int at = line * across + i * step;
                float before = from[i == 0 ? at : at - step];
                float after = from[i == length - 1 ? at : at + step];
                to[at] = from[at] + share * (before + after - 2 * from[at]);
            }
        }
        return to;
    }

    /** Adds noise of about this standard deviation (the sum of four random bytes), and turns tones into bytes. */
    byte[] greys(double noise, long seed) {
        byte[] greys = new byte[tones.length];
        for (int i = 0; i < greys.length; i++) {
            int bits = (int) SampleFace.mixed(seed + i);
            int sum = (bits & 255) + (bits >> 8 & 255) + (bits >> 16 & 255) + (bits >>> 24) - 510;
            double tone = tones[i] + noise * sum / 147.8;
            greys[i] = (byte) Math.max(0, Math.min(255, (int) (tone * 255 + 0.5)));
        }
        return greys;
    }
}
