package dev.fieldmark.jobs.scenes;

import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.jobs.scenes.Scene.Placed;
import java.util.SplittableRandom;

/**
 * A square picture to be laid onto a scene, with soft edges of a random shape, so that the seam says nothing of what is
 * within.
 *
 * @param gain of its contrast about its mean
 * @param lift of its greys
 * @param power of the superellipse that is its outline: 2 is a circle, 8 nearly a square
 * @param edge where it ends, in halves of the side
 * @param feather over what of it, inwards of the edge, it becomes clear, likewise
 */
record Patch(GreyPicture picture, double gain, double lift, double power, double edge, double feather) {
    static Patch random(GreyPicture picture, SplittableRandom random) {
        boolean round = random.nextBoolean();
        return new Patch(
                picture,
                Math.exp(0.35 * (2 * random.nextDouble() - 1)),
                35 * (2 * random.nextDouble() - 1),
                round ? 2 + random.nextDouble() : 8,
                round ? 0.9 + 0.15 * random.nextDouble() : 1,
                0.03 + 0.3 * random.nextDouble());
    }

    /** Lays it onto the greys of a scene of this width. */
    void lay(Placed place, float[] scene, int width) {
        int height = scene.length / width;
        double side = place.box().widthPixels();
        double centreX = place.box().centreXPixels();
        double centreY = place.box().centreYPixels();
        double reach = side / Math.sqrt(2) + 1;
        double cos = Math.cos(Math.toRadians(place.degrees())) / side;
        double sin = Math.sin(Math.toRadians(place.degrees())) / side;
        double mean = mean();
        int samples = (int) Math.max(1, Math.min(4, Math.ceil(picture.widthPixels() / side)));
        for (int y = (int) Math.max(0, centreY - reach); y < Math.min(height, centreY + reach); y++) {
            for (int x = (int) Math.max(0, centreX - reach); x < Math.min(width, centreX + reach); x++) {
                double u = cos * (x - centreX) + sin * (y - centreY);
                double v = cos * (y - centreY) - sin * (x - centreX);
                double opacity = opacity(u, v);
                if (opacity > 0) {
                    double grey = averaged(place.mirrored() ? -u : u, v, samples, 1 / side);
                    double toned = mean + lift + gain * (grey - mean);
                    int at = y * width + x;
                    scene[at] = (float) (scene[at] + opacity * (toned - scene[at]));
                }
            }
        }
    }

    private double opacity(double u, double v) {
        double distance = Math.pow(Math.pow(Math.abs(2 * u), power) + Math.pow(Math.abs(2 * v), power), 1 / power);
        return Math.max(0, Math.min(1, (edge - distance) / feather));
    }

    /** The mean of so many samples, across and down, of a square of this size. */
    private double averaged(double u, double v, int samples, double size) {
        double sum = 0;
        for (int i = 0; i < samples * samples; i++) {
            double across = ((i % samples + 0.5) / samples - 0.5) * size;
            double down = ((i / samples + 0.5) / samples - 0.5) * size;
            sum += grey(u + across, v + down);
        }
        return sum / (samples * samples);
    }

    /** Bilinear; -0.5 to 0.5 from edge to edge. */
    private double grey(double u, double v) {
        double x = clamp((u + 0.5) * picture.widthPixels() - 0.5, picture.widthPixels());
        double y = clamp((v + 0.5) * picture.heightPixels() - 0.5, picture.heightPixels());
        int left = (int) Math.min(x, picture.widthPixels() - 2);
        int top = (int) Math.min(y, picture.heightPixels() - 2);
        double right = x - left;
        double down = y - top;
        double upper = picture.grey(left, top) * (1 - right) + picture.grey(left + 1, top) * right;
        double lower = picture.grey(left, top + 1) * (1 - right) + picture.grey(left + 1, top + 1) * right;
        return upper + down * (lower - upper);
    }

    private static double clamp(double place, int pixels) {
        return Math.max(0, Math.min(pixels - 1, place));
    }

    private double mean() {
        long sum = 0;
        for (byte grey : picture.greys()) {
            sum += Byte.toUnsignedInt(grey);
        }
        return (double) sum / picture.greys().length;
    }
}
