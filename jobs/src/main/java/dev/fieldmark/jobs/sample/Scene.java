package dev.fieldmark.jobs.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a butterfly sits on or flies before: leaf, flower, soil or sky. */
final class Scene {
    private static final Colour LIGHT_GREEN = Colour.of(0x9DBB5A);
    private static final Colour DARK_GREEN = Colour.of(0x20381C);
    private static final List<Colour> PETALS = List.of(
            Colour.of(0xF2E9F0),
            Colour.of(0xD96FB0),
            Colour.of(0xF3C53C),
            Colour.of(0x8C6CC9),
            Colour.of(0xE0563A),
            Colour.of(0xF3F1E4));

    private final ColourCanvas canvas;
    private final Random random;
    private final double side;

    Scene(ColourCanvas canvas, Random random) {
        this.canvas = canvas;
        this.random = random;
        this.side = Math.min(canvas.frame.width(), canvas.frame.height());
    }

    /** Fills the picture, a leaf or a flower about {@code middle}; whether a shadow can fall on it. */
    boolean paint(Point middle) {
        double kind = random.nextDouble();
        if (kind < 0.3) {
            leaf(middle);
        } else if (kind < 0.65) {
            flower(middle);
        } else if (kind < 0.85) {
            soil();
        } else {
            sky();
            return false;
        }
        return true;
    }

    private void leaf(Point middle) {
        foliage();
        canvas.blur(0.25, 14);
        double radians = random.nextDouble() * 2 * Math.PI;
        double length = side * (0.75 + 0.4 * random.nextDouble());
        double width = length * (0.38 + 0.2 * random.nextDouble());
        Colour green = LIGHT_GREEN.towards(DARK_GREEN, 0.25 + 0.45 * random.nextDouble());
        Placement leaf = Placement.of(radians, 1, middle.x() + Pose.bell(random, 0.2 * side), middle.y());
        List<Point> outline = Curve.closed(List.of(
                leaf.at(-length, 0),
                leaf.at(-0.55 * length, 0.75 * width),
                leaf.at(0, width),
                leaf.at(0.6 * length, 0.6 * width),
                leaf.at(length, 0),
                leaf.at(0.6 * length, -0.6 * width),
                leaf.at(0, -width),
                leaf.at(-0.55 * length, -0.75 * width)));
        canvas.shade(
                Mask.of(canvas.frame, outline.stream().map(p -> p.plus(4, 6)).toList()), 0.6);
        Texture mottled = new Texture(random.nextLong());
        Placement back = leaf.inverse();
        double ribs = 7 + random.nextInt(5);
        canvas.paint(Mask.of(canvas.frame, outline), 1, (x, y) -> {
            Point at = back.at(x, y);
            double along = at.x() / length;
            double aside = Math.abs(at.y()) / width;
            double phase = (along - 0.45 * aside) * ribs;
            double rib = WingPlace.soft(0.09 - Math.abs(phase - Math.floor(phase) - 0.5), 0.06) * (1 - 0.6 * aside);
            double middleRib = WingPlace.soft(0.035 - aside, 0.02);
            double light = 0.8
                    + 0.35 * mottled.at(x / 22, y / 22)
                    + (at.y() > 0 ? 0.06 : -0.04)
                    + 0.12 * (phase - Math.floor(phase) - 0.5);
            return green.times(light).towards(LIGHT_GREEN.times(1.15), Math.max(0.25 * rib, 0.55 * middleRib));
        });
        canvas.blur(0.2, random.nextInt(3));
    }

    private void flower(Point middle) {
        foliage();
        Colour petal = PETALS.get(random.nextInt(PETALS.size()));
        for (int others = random.nextInt(4); others > 0; others--) {
            Point away =
                    new Point(random.nextDouble() * canvas.frame.width(), random.nextDouble() * canvas.frame.height());
            blossom(away, side * (0.14 + 0.12 * random.nextDouble()), petal);
        }
        canvas.blur(0.25, 16 + random.nextInt(20));
        blossom(
                middle.plus(Pose.bell(random, 0.12 * side), Pose.bell(random, 0.12 * side)),
                side * (0.4 + 0.25 * random.nextDouble()),
                petal);
        canvas.blur(0.2, random.nextInt(3));
    }

    private void blossom(Point middle, double radius, Colour petal) {
        int petals = 8 + random.nextInt(9);
        double turned = random.nextDouble() * Math.PI;
        double flat = 0.65 + 0.35 * random.nextDouble();
        for (int ring = 0; ring < 2; ring++) {
            for (int i = 0; i < petals; i++) {
                double radians = turned + 2 * Math.PI * (i + 0.5 * ring) / petals;
                Placement turn = new Placement(1, 0, middle.x(), 0, flat, middle.y())
                        .after(Placement.of(radians, radius * (1 - 0.12 * ring), 0, 0));
                double half = 2.3 / petals;
                List<Point> outline = Curve.closed(List.of(
                        turn.at(0.1, 0),
                        turn.at(0.6, half),
                        turn.at(0.93, 0.7 * half),
                        turn.at(1, 0),
                        turn.at(0.93, -0.7 * half),
                        turn.at(0.6, -half)));
                Colour shaded = petal.times(0.7 + 0.2 * ring + 0.14 * random.nextDouble());
                Placement back = turn.inverse();
                canvas.paint(Mask.of(canvas.frame, outline), 1, (x, y) -> {
                    Point at = back.at(x, y);
                    double crease = 0.1 * WingPlace.soft(0.03 - Math.abs(at.y()), 0.03);
                    return shaded.times(0.72 + 0.3 * at.x() - crease);
                });
            }
        }
        Colour heart = Colour.of(0xB9862B).towards(Colour.of(0x4A3018), random.nextDouble());
        for (int i = 0; i < 40; i++) {
            double away = 0.24 * radius * Math.sqrt(random.nextDouble());
            double radians = 2 * Math.PI * random.nextDouble();
            Point grain = middle.plus(away * StrictMath.cos(radians), flat * away * StrictMath.sin(radians));
            disc(grain, 0.055 * radius, heart.times(0.7 + 0.7 * random.nextDouble()));
        }
    }

    /** Leaves and stalks far behind. */
    private void foliage() {
        Texture texture = new Texture(random.nextLong());
        double dark = random.nextDouble();
        Colour deep = DARK_GREEN.times(0.7 + 0.8 * random.nextDouble());
        Colour bright = LIGHT_GREEN.towards(Colour.of(0xC8B873), random.nextDouble() * 0.6);
        double scale = side * (0.2 + 0.25 * random.nextDouble());
        canvas.fill((x, y) -> deep.towards(bright, eased(texture.at(x / scale, y / scale) - 0.25 * dark)));
        for (int blades = 3 + random.nextInt(9); blades > 0; blades--) {
            blade(deep.towards(bright, random.nextDouble()).times(0.8 + 0.4 * random.nextDouble()));
        }
    }

    private static double eased(double tone) {
        return Math.max(0, Math.min(1, 1.9 * (tone - 0.5) + 0.5));
    }

    /** A blade of grass, from somewhere below to somewhere above. */
    void blade(Colour colour) {
        double x = random.nextDouble() * canvas.frame.width();
        double width = side * (0.015 + 0.05 * random.nextDouble());
        Point foot = new Point(x + Pose.bell(random, side), canvas.frame.height() + 10.0);
        Point bend = new Point(x, canvas.frame.height() * (0.3 + 0.4 * random.nextDouble()));
        Point tip = bend.plus(Pose.bell(random, 0.8 * side), -side * (0.2 + 0.6 * random.nextDouble()));
        canvas.fill(Curve.stroke(List.of(foot, bend, tip), width, width, 0.5), 1, colour);
    }

    private void soil() {
        Texture texture = new Texture(random.nextLong());
        Colour dark = Colour.of(0x3A2C20).times(0.8 + 0.6 * random.nextDouble());
        Colour bright = Colour.of(0xB89E7C).towards(Colour.of(0xA7A39B), random.nextDouble());
        double scale = side * (0.05 + 0.1 * random.nextDouble());
        canvas.fill((x, y) -> dark.towards(bright, eased(texture.at(x / scale, y / scale))));
        List<Colour> stones = new ArrayList<>(List.of(bright, dark.towards(bright, 0.5), Colour.of(0x8D8A84)));
        for (int pebbles = 25 + random.nextInt(60); pebbles > 0; pebbles--) {
            Point at =
                    new Point(random.nextDouble() * canvas.frame.width(), random.nextDouble() * canvas.frame.height());
            double size = side * (0.008 + 0.035 * random.nextDouble() * random.nextDouble());
            Colour stone = stones.get(random.nextInt(stones.size())).times(0.75 + 0.4 * random.nextDouble());
            disc(at.plus(0.25 * size, 0.4 * size), size * 1.1, dark.times(0.5));
            disc(at, size, stone);
            disc(at.plus(-0.25 * size, -0.3 * size), size * 0.5, stone.times(1.15));
        }
        for (int straws = random.nextInt(6); straws > 0; straws--) {
            Point at =
                    new Point(random.nextDouble() * canvas.frame.width(), random.nextDouble() * canvas.frame.height());
            Point to = at.plus(Pose.bell(random, 0.6 * side), Pose.bell(random, 0.6 * side));
            canvas.fill(Curve.stroke(List.of(at, at.towards(to, 0.5).plus(3, 2), to), 2, 2, 1), 1, bright.times(1.1));
        }
        canvas.blur(0.2, random.nextInt(3));
    }

    private void sky() {
        Texture clouds = new Texture(random.nextLong());
        Colour high = Colour.of(0x4A82C8).towards(Colour.of(0xA9B9C9), random.nextDouble());
        Colour low = Colour.of(0xCFE0EC);
        double cover = 0.1 + 0.25 * random.nextDouble();
        double scale = side * (0.5 + 0.4 * random.nextDouble());
        canvas.fill((x, y) -> {
            Colour sky = high.towards(low, y / canvas.frame.height());
            double cloud = WingPlace.soft(clouds.at(x / scale, 1.7 * y / scale) - 0.62 + cover, 0.16);
            return sky.towards(Colour.of(0xF6F6F4), 0.85 * cloud);
        });
        for (int blades = random.nextInt(4); blades > 0; blades--) {
            blade(LIGHT_GREEN.towards(DARK_GREEN, random.nextDouble()));
        }
        canvas.blur(0.25, 6 + random.nextInt(8));
    }

    private void disc(Point middle, double radius, Colour colour) {
        canvas.fill(
                Curve.closed(List.of(
                        middle.plus(radius, 0),
                        middle.plus(0, radius),
                        middle.plus(-radius, 0),
                        middle.plus(0, -radius))),
                1,
                colour);
    }
}
