package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.data.FaceSet;
import java.util.SplittableRandom;

/** One training face, changed as a recipe's augmentation has it; mirroring is left to {@link Batches}. */
final class Distortion {
    private static final int GREYS = 256;
    private static final int SIDE = FaceSet.SIDE;
    private static final float MIDDLE = (SIDE - 1) / 2f;

    private final Augmentation augmentation;
    private final Recipe.Contrast contrast;

    Distortion(Augmentation augmentation, Recipe.Contrast contrast) {
        this.augmentation = augmentation;
        this.contrast = contrast;
    }

    /**
     * Draws a change and makes it.
     *
     * @param greys of many faces; this one's from the offset on
     * @param picture where the net's picture goes, from {@code at} on
     * @param points x and y of each point in pixels, changed in place; one that leaves the picture becomes NaN
     */
    void apply(byte[] greys, int offset, float[] picture, int at, float[] points, SplittableRandom random) {
        float[] tones = tones(random);
        if (augmentation.moves()) {
            Motion motion = Motion.draw(augmentation, random);
            motion.movePicture(greys, offset, tones, picture, at);
            motion.movePoints(points);
        } else {
            for (int i = 0; i < FaceSet.PIXELS; i++) {
                picture[at + i] = tones[Byte.toUnsignedInt(greys[offset + i])];
            }
        }
        addNoise(picture, at, random);
        Tones.apply(contrast, picture, at);
        cutOut(picture, at, random);
    }

    private float[] tones(SplittableRandom random) {
        double gamma = augmentation.light() == 0 ? 1 : Math.exp(between(random, augmentation.light()));
        float[] tones = new float[GREYS];
        for (int grey = 0; grey < GREYS; grey++) {
            tones[grey] = (float) (255 * Math.pow(grey / 255.0, gamma));
        }
        return tones;
    }

    /** Four bytes of a random number add up to nearly a normal distribution, of mean 510 and this deviation. */
    private static final double BYTES_DEVIATION = 2 * Math.sqrt((256.0 * 256.0 - 1) / 12);

    private void addNoise(float[] picture, int at, SplittableRandom random) {
        if (augmentation.noise() == 0) {
            return;
        }
        float scale = (float) (augmentation.noise() * 255 / BYTES_DEVIATION);
        for (int i = 0; i < FaceSet.PIXELS; i++) {
            int bits = random.nextInt();
            int sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
            picture[at + i] += scale * (sum - 510);
        }
    }

    private void cutOut(float[] picture, int at, SplittableRandom random) {
        int side = (int) Math.round(augmentation.cutout() * SIDE);
        if (side == 0) {
            return;
        }
        int top = random.nextInt(SIDE - side + 1);
        int left = random.nextInt(SIDE - side + 1);
        float blank = contrast == Recipe.Contrast.STANDARDIZE ? 0 : 0.5f;
        for (int row = top; row < top + side; row++) {
            for (int column = left; column < left + side; column++) {
                picture[at + row * SIDE + column] = blank;
            }
        }
    }

    private static double between(SplittableRandom random, double most) {
        return (2 * random.nextDouble() - 1) * most;
    }

    /** A turn and a growth about the picture's middle, then a shift: (a, -b; b, a) and (x, y). */
    private record Motion(float a, float b, float x, float y) {
        static Motion draw(Augmentation augmentation, SplittableRandom random) {
            double angle = Math.toRadians(between(random, augmentation.rotation()));
            double scale = 1 + between(random, augmentation.scale());
            return new Motion(
                    (float) (scale * Math.cos(angle)),
                    (float) (scale * Math.sin(angle)),
                    (float) between(random, augmentation.shift()),
                    (float) between(random, augmentation.shift()));
        }

        void movePoints(float[] points) {
            for (int i = 0; i < points.length; i += 2) {
                float dx = points[i] - MIDDLE;
                float dy = points[i + 1] - MIDDLE;
                float movedX = a * dx - b * dy + MIDDLE + x;
                float movedY = b * dx + a * dy + MIDDLE + y;
                boolean inside = movedX >= -0.5f && movedX <= SIDE - 0.5f && movedY >= -0.5f && movedY <= SIDE - 0.5f;
                points[i] = inside ? movedX : Float.NaN;
                points[i + 1] = inside ? movedY : Float.NaN;
            }
        }

        /** Bilinear, from where each pixel comes; beyond the border the border goes on. */
        void movePicture(byte[] greys, int offset, float[] tones, float[] picture, int at) {
            float square = a * a + b * b;
            float backA = a / square;
            float backB = -b / square;
            for (int row = 0; row < SIDE; row++) {
                float dy = row - MIDDLE - y;
                for (int column = 0; column < SIDE; column++) {
                    float dx = column - MIDDLE - x;
                    float fromX = clamp(backA * dx - backB * dy + MIDDLE);
                    float fromY = clamp(backB * dx + backA * dy + MIDDLE);
                    int left = Math.min((int) fromX, SIDE - 2);
                    int top = Math.min((int) fromY, SIDE - 2);
                    float right = fromX - left;
                    float down = fromY - top;
                    int corner = offset + top * SIDE + left;
                    float upper = mixed(tones, greys[corner], greys[corner + 1], right);
                    float lower = mixed(tones, greys[corner + SIDE], greys[corner + SIDE + 1], right);
                    picture[at + row * SIDE + column] = upper + down * (lower - upper);
                }
            }
        }

        private static float mixed(float[] tones, byte left, byte right, float share) {
            float tone = tones[Byte.toUnsignedInt(left)];
            return tone + share * (tones[Byte.toUnsignedInt(right)] - tone);
        }

        private static float clamp(float place) {
            return Math.max(0, Math.min(SIDE - 1, place));
        }
    }
}
