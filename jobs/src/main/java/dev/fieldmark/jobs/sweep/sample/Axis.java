package dev.fieldmark.jobs.sweep.sample;

import dev.fieldmark.jobs.sweep.space.Dimension;
import org.hipparchus.special.Erf;

/**
 * How likely values of one parameter are near a known one. Places are units of the {@link Dimension}; how fast likelihood
 * falls with distance is the width: the more places are known, the smaller.
 */
sealed interface Axis {
    static Axis of(Dimension dimension) {
        boolean counted = dimension.size().isPresent();
        return dimension instanceof Dimension.Choice choice
                ? new Choices(choice.values().size())
                : new Numbers(counted ? 0.5 / dimension.size().getAsInt() : 0);
    }

    /**
     * The width around places that were tried.
     *
     * @param places how many, >= 1
     * @param axes modelled together
     */
    double width(int places, int axes);

    /** The width around the middle where nothing is known. */
    double priorWidth();

    /** What the logarithm of the likelihood everywhere around this place has to be reduced by, to make 1 in all. */
    double normalisation(double centre, double width);

    /** The logarithm of the likelihood at a place, up to the normalisation. */
    double logLikelihood(double place, double centre, double width);

    /** A place around this centre, 0 <= place < 1. */
    double draw(double centre, double width, Draws draws);

    /**
     * Normal distributions, cut off at both ends of the range.
     *
     * @param narrowest width, >= 0: half of what one of the values takes where they can be counted
     */
    record Numbers(double narrowest) implements Axis {
        @Override
        public double width(int places, int axes) {
            double scott = 0.2 * StrictMath.pow(places, -1.0 / (axes + 4));
            return Math.max(Math.max(scott, 1.0 / Math.min(100, places + 2)), narrowest);
        }

        @Override
        public double priorWidth() {
            return 1;
        }

        @Override
        public double normalisation(double centre, double width) {
            double scale = width * Math.sqrt(2);
            double inside = Erf.erf(-centre / scale, (1 - centre) / scale) / 2;
            return StrictMath.log(width * Math.sqrt(2 * Math.PI) * inside);
        }

        @Override
        public double logLikelihood(double place, double centre, double width) {
            double distance = (place - centre) / width;
            return -distance * distance / 2;
        }

        @Override
        public double draw(double centre, double width, Draws draws) {
            return draws.normal(centre, width);
        }
    }

    /**
     * One of so many: what was tried once more, or any.
     *
     * <p>The width is the share of "any".
     */
    record Choices(int count) implements Axis {
        @Override
        public double width(int places, int axes) {
            return (double) count / (places + 1 + count);
        }

        @Override
        public double priorWidth() {
            return 1;
        }

        @Override
        public double normalisation(double centre, double width) {
            return 0;
        }

        @Override
        public double logLikelihood(double place, double centre, double width) {
            boolean same = (int) (place * count) == (int) (centre * count);
            return StrictMath.log(width / count + (same ? 1 - width : 0));
        }

        @Override
        public double draw(double centre, double width, Draws draws) {
            return draws.unit() < width ? draws.unit() : centre;
        }
    }
}
