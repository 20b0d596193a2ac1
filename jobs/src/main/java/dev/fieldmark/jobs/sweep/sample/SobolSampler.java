package dev.fieldmark.jobs.sweep.sample;

import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.List;
import java.util.SortedMap;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Points that fill the space more evenly than random ones: Sobol's sequence, each coordinate's binary digits changed
 * where those of a draw from the seed are 1 (a digital shift, which keeps the evenness). Every parameter has a coordinate
 * of its own, whether it exists in a trial or not.
 *
 * <p>Source: Sobol 1967; Joe and Kuo 2008 (direction numbers); Cranley-Patterson in base 2, see Lemieux 2009, 6.2.
 */
public record SobolSampler(SearchSpace space, long seed) implements Sampler {
    /** Binary digits of a coordinate: as many as the generator gives. */
    private static final double DIGITS = 0x1.0p52;

    @Override
    public Needs needs(int trial) {
        return new Needs.Nothing();
    }

    @Override
    public SortedMap<String, String> propose(int trial, List<Observation> lower) {
        List<String> names = space.searched();
        double[] point = new SobolSequenceGenerator(Math.max(1, names.size())).skipTo(trial);
        return space.point(name -> names.contains(name) ? shifted(point[names.indexOf(name)], name) : 0);
    }

    private double shifted(double coordinate, String name) {
        long shift = (long) (Draws.unit(seed, 0, name) * DIGITS);
        return ((long) (coordinate * DIGITS) ^ shift) / DIGITS;
    }

    @Override
    public String toString() {
        return "sobol";
    }
}
