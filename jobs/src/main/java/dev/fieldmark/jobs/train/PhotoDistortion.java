package dev.fieldmark.jobs.train;

import java.util.Arrays;
import java.util.SplittableRandom;

/** One training photo, changed as a recipe's augmentation has it. */
final class PhotoDistortion {
    private static final int CHANNELS = 3;

    private final PhotoAugmentation augmentation;
    private final int side;
    private final float middle;

    PhotoDistortion(PhotoAugmentation augmentation, int side) {
        this.augmentation = augmentation;
        this.side = side;
        this.middle = (side - 1) / 2f;
    }

    /**
     * Draws a change and makes it.
     *
     * @param photo unsigned sRGB samples, shape [3, side, side]
     * @param picture where the samples go, 0 to 255, from {@code at} on
     */
    void apply(byte[] photo, float[] picture, int at, SplittableRandom random) {
        float[] tables = tones(photo, random);
        View view = View.draw(augmentation, side, random);
        int plane = side * side;
        float grey = 1 + between(random, augmentation.colour());
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                float x = clamp(view.fromX(column - middle, row - middle) + middle);
                float y = clamp(view.fromY(column - middle, row - middle) + middle);
                int left = Math.min((int) x, side - 2);
                int top = Math.min((int) y, side - 2);
                float right = x - left;
                float down = y - top;
                int corner = top * side + left;
                float red = sample(photo, tables, 0, corner, right, down);
                float green = sample(photo, tables, 1, corner, right, down);
                float blue = sample(photo, tables, 2, corner, right, down);
                // Rec. 601's luma: what stays when saturation changes
                float luma = 0.299f * red + 0.587f * green + 0.114f * blue;
                int to = at + row * side + column;
                picture[to] = within(luma + grey * (red - luma));
                picture[to + plane] = within(luma + grey * (green - luma));
                picture[to + 2 * plane] = within(luma + grey * (blue - luma));
            }
        }
        cutOut(picture, at, random);
    }

    /** What becomes of each of the 256 samples of each primary: brightness, contrast about the photo's mean, and tint. */
    private float[] tones(byte[] photo, SplittableRandom random) {
        float brightness = 1 + between(random, augmentation.light());
        float contrast = 1 + between(random, augmentation.light());
        float mean = augmentation.light() == 0 ? 0 : mean(photo);
        float[] tables = new float[CHANNELS * 256];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float tint = 1 + between(random, augmentation.colour() / 4);
            for (int sample = 0; sample < 256; sample++) {
                tables[channel * 256 + sample] = tint * brightness * (mean + contrast * (sample - mean));
            }
        }
        return tables;
    }

    private static float mean(byte[] photo) {
        long sum = 0;
        for (byte sample : photo) {
            sum += Byte.toUnsignedInt(sample);
        }
        return (float) sum / photo.length;
    }

    /** Bilinear. */
    private float sample(byte[] photo, float[] tables, int channel, int corner, float right, float down) {
        int place = channel * side * side + corner;
        int table = channel * 256;
        float upper = mixed(tables, table, photo[place], photo[place + 1], right);
        float lower = mixed(tables, table, photo[place + side], photo[place + side + 1], right);
        return upper + down * (lower - upper);
    }

    private static float mixed(float[] tables, int table, byte left, byte right, float share) {
        float tone = tables[table + Byte.toUnsignedInt(left)];
        return tone + share * (tables[table + Byte.toUnsignedInt(right)] - tone);
    }

    private void cutOut(float[] picture, int at, SplittableRandom random) {
        int cut = (int) Math.round(augmentation.cutout() * side);
        if (cut == 0 || random.nextBoolean()) {
            return;
        }
        int top = random.nextInt(side - cut + 1);
        int left = random.nextInt(side - cut + 1);
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int row = top; row < top + cut; row++) {
                int start = at + (channel * side + row) * side + left;
                Arrays.fill(picture, start, start + cut, PhotoBatches.MIDDLE);
            }
        }
    }

    private static float between(SplittableRandom random, double most) {
        return (float) ((2 * random.nextDouble() - 1) * most);
    }

    private static float within(float sample) {
        return Math.max(0, Math.min(255, sample));
    }

    private float clamp(float place) {
        return Math.max(0, Math.min(side - 1, place));
    }

    /** From where each pixel comes, both counted from the middle: (xx, xy; yx, yy) and a shift. */
    private record View(float xx, float xy, float yx, float yy, float shiftX, float shiftY) {
        static View draw(PhotoAugmentation augmentation, int side, SplittableRandom random) {
            double area = augmentation.crop() + random.nextDouble() * (1 - augmentation.crop());
            double stretch = Math.exp(between(random, augmentation.stretch()) / 2);
            double angle = Math.toRadians(between(random, augmentation.rotation()));
            boolean mirrored = augmentation.flip() && random.nextBoolean();
            double width = Math.min(1, Math.sqrt(area) * stretch);
            double height = Math.min(1, Math.sqrt(area) / stretch);
            double across = mirrored ? -width : width;
            return new View(
                    (float) (across * Math.cos(angle)),
                    (float) (-height * Math.sin(angle)),
                    (float) (across * Math.sin(angle)),
                    (float) (height * Math.cos(angle)),
                    (float) (between(random, 1 - width) * side / 2),
                    (float) (between(random, 1 - height) * side / 2));
        }

        float fromX(float dx, float dy) {
            return xx * dx + xy * dy + shiftX;
        }

        float fromY(float dx, float dy) {
            return yx * dx + yy * dy + shiftY;
        }
    }
}
