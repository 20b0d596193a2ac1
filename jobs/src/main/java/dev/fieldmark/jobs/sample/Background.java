package dev.fieldmark.jobs.sample;

import dev.fieldmark.jobs.data.FaceSet;
import java.util.List;
import java.util.Random;

/** What is behind the head: a wall in uneven light, with things in front of it. */
final class Background {
    private static final int SIDE = FaceSet.SIDE;
    private static final List<Point> ALL =
            List.of(new Point(0, 0), new Point(SIDE, 0), new Point(SIDE, SIDE), new Point(0, SIDE));

    private final Random random;

    Background(Random random) {
        this.random = random;
    }

    void paint(Canvas canvas) {
        double wall = 0.1 + 0.8 * random.nextDouble();
        double across = Pose.bell(random, 0.5) / SIDE;
        double down = Pose.bell(random, 0.5) / SIDE;
        canvas.paint(Mask.of(ALL), 1, (x, y) -> wall + across * (x - 48) + down * (y - 48));
        for (int things = random.nextInt(9); things > 0; things--) {
            Point middle = place();
            double tone = random.nextDouble();
            double size = 6 + 30 * random.nextDouble();
            Mask thing = switch (random.nextInt(3)) {
                case 0 -> Mask.soft(middle, size, size * (0.4 + random.nextDouble()));
                case 1 -> Mask.of(Curve.stroke(List.of(place(), middle, place()), 2, size / 4, 2));
                default -> Mask.of(List.of(place(), middle, middle.plus(size, Pose.bell(random, 20))));
            };
            canvas.paint(thing, 0.3 + 0.6 * random.nextDouble(), (x, y) -> tone);
        }
    }

    private Point place() {
        return new Point(random.nextDouble() * SIDE, random.nextDouble() * SIDE);
    }
}
