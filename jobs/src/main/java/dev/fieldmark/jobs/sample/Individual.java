package dev.fieldmark.jobs.sample;

import java.util.Random;

/**
 * In what one butterfly differs from others of its species.
 *
 * @param outward power of the way out that the markings are moved by: above 1 outward
 * @param tint factor of the colours
 * @param worn how pale old wings have become, 0 to 1
 * @param scales unevenness of its colours
 */
record Individual(double outward, Colour tint, double worn, Texture scales) {
    static Individual random(Random random) {
        double brightness = 1 + Pose.bell(random, 0.16);
        double warmth = Pose.bell(random, 0.1);
        double worn = random.nextDouble();
        return new Individual(
                1 + Pose.bell(random, 0.12),
                new Colour(brightness * (1 + warmth), brightness, brightness * (1 - warmth)),
                0.25 * worn * worn,
                new Texture(random.nextLong()));
    }
}
