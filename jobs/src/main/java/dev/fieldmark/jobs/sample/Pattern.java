package dev.fieldmark.jobs.sample;

import java.util.List;
import java.util.stream.IntStream;

/** Where a marking lies on a wing. */
sealed interface Pattern {
    /** Prepares to tell, for any place on a wing of this shape, how much of it is covered, 0 to 1. */
    Cover on(WingShape shape);

    /** How much of a place is covered. */
    interface Cover {
        double at(WingPlace place);
    }

    /** Between two shares of the way out, wavy as the veins make it. */
    record Band(double from, double to, double firstAround, double lastAround, double wave) implements Pattern {
        private static final double WAVES = 7;
        private static final double END = 0.05;

        @Override
        public Cover on(WingShape shape) {
            return place -> {
                double shift = wave * StrictMath.sin(2 * Math.PI * WAVES * place.around());
                double inside = Math.min(place.out() - from - shift, to + shift - place.out()) * place.reach();
                double ends = Math.min(place.around() - firstAround, lastAround - place.around());
                return place.edge(inside) * WingPlace.soft(ends, END);
            };
        }
    }

    /** Fades from nothing at one share of the way out to full at another. */
    record Fade(double nothing, double full) implements Pattern {
        @Override
        public Cover on(WingShape shape) {
            double middle = (nothing + full) / 2;
            double halfWidth = Math.abs(full - nothing) / 2;
            double sign = Math.signum(full - nothing);
            return place -> WingPlace.soft(sign * (place.out() - middle), halfWidth);
        }
    }

    /** A disc, {@code stretch} times as long away from the root as it is wide. */
    record Spot(double around, double out, double radius, double stretch) implements Pattern {
        @Override
        public Cover on(WingShape shape) {
            Point middle = shape.at(around, out);
            double away = Math.max(1e-9, middle.distance(new Point(0, 0)));
            double ux = middle.x() / away;
            double uy = middle.y() / away;
            return place -> {
                double dx = place.x() - middle.x();
                double dy = place.y() - middle.y();
                double along = (dx * ux + dy * uy) / stretch;
                double across = dx * uy - dy * ux;
                return place.edge(radius - Math.sqrt(along * along + across * across));
            };
        }
    }

    /** Discs side by side, all as far out. */
    record Row(double out, double firstAround, double lastAround, int count, double radius) implements Pattern {
        @Override
        public Cover on(WingShape shape) {
            double step = (lastAround - firstAround) / (count - 1);
            List<Cover> spots = IntStream.range(0, count)
                    .mapToObj(i -> new Spot(firstAround + i * step, out, radius, 1).on(shape))
                    .toList();
            return place -> {
                double most = 0;
                for (Cover spot : spots) {
                    most = Math.max(most, spot.at(place));
                }
                return most;
            };
        }
    }

    /** Dark lines from the middle of the wing to its margin, and one around the cell they start from. */
    record Veins(int count, double width) implements Pattern {
        private static final double CELL = 0.46;

        @Override
        public Cover on(WingShape shape) {
            double spread = Math.toRadians(shape.degrees());
            return place -> {
                double share = place.around() * count;
                double aside = Math.abs(share - Math.floor(share) - 0.5) / count * spread * place.distance();
                double vein = place.edge(width / 2 - aside) * WingPlace.soft(place.out() - CELL, 0.03);
                double cell = place.edge(width / 2 - Math.abs(place.out() - CELL) * place.reach())
                        * WingPlace.soft(Math.min(place.around() - 0.25, 0.75 - place.around()), 0.1);
                return Math.max(vein, cell);
            };
        }
    }
}
