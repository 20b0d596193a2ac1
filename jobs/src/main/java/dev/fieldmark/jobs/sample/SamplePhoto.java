package dev.fieldmark.jobs.sample;

import java.util.Random;

/**
 * One drawn photo of a butterfly.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb three unsigned bytes a pixel, row-major
 */
public record SamplePhoto(int width, int height, byte[] rgb) {
    private static final int SHORT_SIDE = 112;

    /** Draws the photo of this number, the same bytes on every JVM; pose, place and light are those of the number. */
    public static SamplePhoto draw(SampleSpecies species, long seed, int number) {
        Random random = new Random(SampleFace.mixed(seed * 0x9E3779B97F4A7C15L - number));
        Frame frame = frame(random);
        ColourCanvas canvas = new ColourCanvas(frame);
        ButterflyPose pose = ButterflyPose.random(random, frame);
        Individual individual = Individual.random(random);
        Scene scene = new Scene(canvas, random);
        boolean near = scene.paint(pose.body().at(0, 0));
        ButterflyPainter painter = new ButterflyPainter(canvas, species, pose, individual);
        double high = 2 + 5 * random.nextDouble();
        double darkness = 0.3 + 0.3 * random.nextDouble();
        painter.shadow(Pose.bell(random, high), high, near ? darkness : 0);
        canvas.blur(0.25, 1 + random.nextInt(3));
        painter.paint();
        if (random.nextDouble() < 0.2) {
            scene.blade(new Colour(0.35, 0.48 + 0.2 * random.nextDouble(), 0.2));
        }
        light(canvas, random);
        double sharp = random.nextDouble();
        canvas.blur(0.12 + 0.13 * random.nextDouble(), 1 + (int) (4 * sharp * sharp * sharp));
        double noise = random.nextDouble();
        return new SamplePhoto(
                frame.width(), frame.height(), canvas.rgb(0.006 + 0.03 * noise * noise, random.nextLong()));
    }

    /** 4:3, 3:2 or in between, mostly wide. */
    private static Frame frame(Random random) {
        int narrow = SHORT_SIDE + random.nextInt(33);
        int wide = (int) (narrow * (4 / 3.0 + random.nextDouble() / 6));
        return random.nextDouble() < 0.65 ? new Frame(wide, narrow) : new Frame(narrow, wide);
    }

    private static void light(ColourCanvas canvas, Random random) {
        for (int spots = random.nextInt(4); spots > 0; spots--) {
            Point middle =
                    new Point(random.nextDouble() * canvas.frame.width(), random.nextDouble() * canvas.frame.height());
            double radius = canvas.frame.width() * (0.2 + 0.5 * random.nextDouble());
            canvas.shade(
                    Mask.soft(canvas.frame, middle, radius, radius * (0.5 + random.nextDouble())),
                    0.6 + 0.75 * random.nextDouble());
        }
        double exposure = 1.05 + Pose.bell(random, 0.45);
        double warmth = Pose.bell(random, 0.16);
        double tint = Pose.bell(random, 0.07);
        Colour white = new Colour(exposure * (1 + warmth), exposure * (1 + tint), exposure * (1 - warmth));
        canvas.expose(white, 0.95 + Pose.bell(random, 0.3));
    }
}
