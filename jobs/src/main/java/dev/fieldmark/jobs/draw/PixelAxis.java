package dev.fieldmark.jobs.draw;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A logarithmic axis of errors in pixels, upwards. What diverges does not stretch it: it ends at twenty times the
 * median.
 *
 * @param low > 0
 * @param high > low
 * @param top where {@code high} is drawn
 * @param bottom where {@code low} is drawn
 */
record PixelAxis(double low, double high, double top, double bottom) {
    private static final List<double[]> MANTISSAS = List.of(
            new double[] {1},
            new double[] {1, 3},
            new double[] {1, 2, 5},
            new double[] {1, 1.5, 2, 3, 5, 7},
            new double[] {1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9});
    private static final int FEWEST_TICKS = 4;
    private static final double LINEAR_BELOW = 2.5;

    static PixelAxis of(DoubleStream values, double top, double bottom) {
        double[] sorted = values.filter(value -> Double.isFinite(value) && value > 0)
                .sorted()
                .toArray();
        double low = sorted.length == 0 ? 1 : sorted[0];
        double most = sorted.length == 0 ? 10 : Math.min(sorted[sorted.length - 1], 20 * sorted[sorted.length / 2]);
        double high = Math.max(1.02 * low, most);
        double space = Math.pow(high / low, 0.04);
        return new PixelAxis(low / space, high * space, top, bottom);
    }

    double at(double pixels) {
        return bottom - (bottom - top) * Math.log(pixels / low) / Math.log(high / low);
    }

    /** Round numbers on it, a handful. */
    List<Double> ticks() {
        if (high / low < LINEAR_BELOW) {
            return multiples(roundStep((high - low) / 5));
        }
        return MANTISSAS.stream()
                .map(this::ticks)
                .filter(ticks -> ticks.size() >= FEWEST_TICKS)
                .findFirst()
                .orElseGet(() -> ticks(MANTISSAS.get(MANTISSAS.size() - 1)));
    }

    private List<Double> ticks(double... mantissas) {
        List<Double> ticks = new ArrayList<>();
        for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
            for (double mantissa : mantissas) {
                if (mantissa * power >= low && mantissa * power <= high) {
                    ticks.add(mantissa * power);
                }
            }
        }
        return ticks;
    }

    private List<Double> multiples(double step) {
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A tick's number without digits that say nothing. */
    static String label(double tick) {
        return new BigDecimal(tick)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The next of 1, 2, 5, 10, 20 ... that is not less. */
    static double roundStep(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
