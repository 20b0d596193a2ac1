package dev.fieldmark.jobs.sample;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import java.util.Map;
import java.util.Random;

/**
 * One drawn face.
 *
 * @param greys {@value FaceSet#PIXELS} unsigned bytes, row-major
 * @param points all thirty coordinates in pixels, in the order of {@link Keypoint#columns()}
 */
public record SampleFace(byte[] greys, float[] points) {
    private static final double MARGIN = 1.5;

    /** Draws the face of this number: the same bytes on every JVM. */
    public static SampleFace draw(long seed, int number) {
        Random random = new Random(mixed(seed * 0x9E3779B97F4A7C15L + number));
        Head head = new Head(Person.random(random), Pose.random(random));
        while (!isInside(head.keypoints())) {
            head = new Head(head.person(), Pose.random(random));
        }
        Canvas canvas = new Canvas(Frame.FACE);
        new Background(random).paint(canvas);
        new FacePainter(canvas, head, Light.random(random)).paint(0.1 + 0.8 * random.nextDouble());
        double contrast = 0.55 + 0.5 * random.nextDouble();
        double brightness = Pose.bell(random, 0.18);
        canvas.change(tone -> 0.5 + brightness + (Math.min(1.1, tone) - 0.5) * contrast);
        for (int i = random.nextInt(4); i >= 0; i--) {
            canvas.blur(0.05 + 0.2 * random.nextDouble());
        }
        double noise = random.nextDouble();
        return new SampleFace(canvas.greys(0.03 * noise * noise, random.nextLong()), points(head.keypoints()));
    }

    private static boolean isInside(Map<Keypoint, Point> points) {
        double far = FaceSet.SIDE - MARGIN;
        return points.values().stream().allMatch(p -> p.x() > MARGIN && p.x() < far && p.y() > MARGIN && p.y() < far);
    }

    private static float[] points(Map<Keypoint, Point> keypoints) {
        float[] points = new float[FaceSet.TARGETS];
        keypoints.forEach((keypoint, point) -> {
            points[2 * keypoint.ordinal()] = thousandths(point.x());
            points[2 * keypoint.ordinal() + 1] = thousandths(point.y());
        });
        return points;
    }

    /** As written in the CSV. */
    private static float thousandths(double pixels) {
        return (float) (Math.rint(pixels * 1000) / 1000);
    }

    /** Neighbouring numbers become unlike seeds (the finalizer of MurmurHash3). */
    static long mixed(long bits) {
        long mixed = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
