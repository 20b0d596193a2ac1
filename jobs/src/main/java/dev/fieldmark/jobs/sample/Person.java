package dev.fieldmark.jobs.sample;

import java.util.Random;

/**
 * Somebody who does not exist: the build of the face, its tones and its expression. Lengths in distances between the
 * eyes, tones from black 0 to white 1.
 */
record Person(
        double faceWidth,
        double chinY,
        double jaw,
        double eyeWidth,
        double eyeOpening,
        double browY,
        double browSlope,
        double browWidth,
        double noseY,
        double noseWidth,
        double mouthY,
        double mouthWidth,
        double upperLip,
        double lowerLip,
        double mouthOpening,
        double smile,
        double skin,
        double hair,
        double iris,
        double lipTone,
        double age,
        Hair hairStyle,
        Beard beard,
        Glasses glasses) {
    enum Hair {
        BALD,
        SHORT,
        FRINGE,
        PARTED,
        LONG
    }

    enum Beard {
        NONE,
        STUBBLE,
        MOUSTACHE,
        FULL
    }

    enum Glasses {
        NONE,
        ROUND,
        SQUARE
    }

    static Person random(Random random) {
        boolean laughing = random.nextDouble() < 0.35;
        double skin = between(random, 0.38, 0.85);
        return new Person(
                between(random, 1.02, 1.2),
                between(random, 1.7, 1.95),
                between(random, 0.55, 0.8),
                between(random, 0.2, 0.25),
                random.nextDouble() < 0.06 ? 0.03 : between(random, 0.07, 0.13),
                between(random, -0.37, -0.2),
                between(random, -0.09, 0.07),
                between(random, 0.05, 0.11),
                between(random, 0.6, 0.78),
                between(random, 0.19, 0.28),
                between(random, 1.05, 1.17),
                between(random, 0.33, 0.44) + (laughing ? 0.09 : 0),
                between(random, 0.05, 0.1),
                between(random, 0.08, 0.14),
                random.nextDouble() < 0.4 ? between(random, 0.03, laughing ? 0.16 : 0.26) : 0,
                laughing ? between(random, 0.06, 0.13) : between(random, -0.05, 0.05),
                skin,
                random.nextDouble() < 0.15
                        ? between(random, 0.55, 0.85)
                        : between(random, 0.05, 0.4) * (0.4 + 0.6 * skin),
                between(random, 0.12, 0.4),
                between(random, 0.62, 0.85),
                random.nextDouble(),
                pick(random, Hair.values()),
                random.nextDouble() < 0.65 ? Beard.NONE : pick(random, Beard.values()),
                random.nextDouble() < 0.75 ? Glasses.NONE : pick(random, Glasses.values()));
    }

    private static double between(Random random, double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
