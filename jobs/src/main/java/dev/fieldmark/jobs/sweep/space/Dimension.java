package dev.fieldmark.jobs.sweep.space;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The values that one parameter may take. Values are text that reads back to exactly the same number. What a
 * constructor refuses it names as the sweep spec does: {@code log-uniform[0] was 0.0 but must be > 0}.
 */
public sealed interface Dimension {
    /**
     * The value at this position, from the lowest or first to the highest or last.
     *
     * @param unit 0 <= unit < 1; ranges of numbers take 1 too
     */
    String at(double unit);

    /**
     * Where this value lies: about the unit that gives it; the middle of its share for values that can be counted.
     *
     * @throws IllegalArgumentException where it is none of the values
     */
    double unit(String value);

    /** How many values there are; empty where that is no question. */
    OptionalInt size();

    /**
     * Values for a grid: all of them where they can be counted, else so many, evenly placed, both ends among them.
     *
     * @param points >= 2
     */
    List<String> grid(int points);

    /** Whether this is one of its values. */
    boolean contains(String value);

    /** Values by their place in the spec which are good only if all values are: both ends of a range, every choice. */
    Map<String, String> ends();

    /** In the words of the spec. */
    @Override
    String toString();

    /** Evenly spread between two numbers. */
    record Uniform(double low, double high) implements Dimension {
        public Uniform {
            requireFinite("uniform", low, high);
            require(high > low, "uniform[1]", high, "> uniform[0] = " + low);
        }

        @Override
        public String at(double unit) {
            return between(low * (1 - unit) + high * unit, low, high);
        }

        @Override
        public double unit(String value) {
            double number = number(this, value, low, high);
            return (number / 2 - low / 2) / (high / 2 - low / 2); // halves: the whole width may be infinite
        }

        @Override
        public OptionalInt size() {
            return OptionalInt.empty();
        }

        @Override
        public List<String> grid(int points) {
            return evenly(this, points);
        }

        @Override
        public boolean contains(String value) {
            return isBetween(value, low, high);
        }

        @Override
        public Map<String, String> ends() {
            return bothEnds("uniform", low, high);
        }

        @Override
        public String toString() {
            return "uniform " + low + " to " + high;
        }
    }

    /** Evenly spread in its logarithm between two numbers > 0. */
    record LogUniform(double low, double high) implements Dimension {
        public LogUniform {
            requireFinite("log-uniform", low, high);
            require(low > 0, "log-uniform[0]", low, "> 0");
            require(high > low, "log-uniform[1]", high, "> log-uniform[0] = " + low);
        }

        @Override
        public String at(double unit) {
            if (unit == 0 || unit == 1) {
                return String.valueOf(unit == 0 ? low : high); // the logarithm would miss the end by a bit
            }
            // StrictMath: the same bits on every machine
            double log = StrictMath.log(low) * (1 - unit) + StrictMath.log(high) * unit;
            return between(StrictMath.exp(log), low, high);
        }

        @Override
        public double unit(String value) {
            double log = StrictMath.log(low);
            return (StrictMath.log(number(this, value, low, high)) - log) / (StrictMath.log(high) - log);
        }

        @Override
        public OptionalInt size() {
            return OptionalInt.empty();
        }

        @Override
        public List<String> grid(int points) {
            return evenly(this, points);
        }

        @Override
        public boolean contains(String value) {
            return isBetween(value, low, high);
        }

        @Override
        public Map<String, String> ends() {
            return bothEnds("log-uniform", low, high);
        }

        @Override
        public String toString() {
            return "log-uniform " + low + " to " + high;
        }
    }

    /** Whole numbers: low, low + step, ... up to high. */
    record IntRange(int low, int high, int step) implements Dimension {
        public IntRange {
            require(high > low, "int[1]", high, "> int[0] = " + low);
            require(step >= 1, "int[2]", step, ">= 1");
            require(((long) high - low) / step < Integer.MAX_VALUE, "int", low + " to " + high, "fewer values");
        }

        @Override
        public String at(double unit) {
            return value((int) (unit * count()));
        }

        @Override
        public double unit(String value) {
            double index = (number(this, value, low, high) - low) / step;
            require(index == Math.rint(index), "value", value, toString());
            return (index + 0.5) / count();
        }

        @Override
        public OptionalInt size() {
            return OptionalInt.of(count());
        }

        @Override
        public List<String> grid(int points) {
            return IntStream.range(0, count()).mapToObj(this::value).toList();
        }

        @Override
        public boolean contains(String value) {
            return grid(2).contains(value);
        }

        @Override
        public Map<String, String> ends() {
            return Map.of("int[0]", value(0), "int[1]", value(count() - 1));
        }

        private int count() {
            return (int) (((long) high - low) / step) + 1;
        }

        private String value(int index) {
            return String.valueOf(low + (long) index * step);
        }

        @Override
        public String toString() {
            return "int " + low + " to " + high + (step == 1 ? "" : " by " + step);
        }
    }

    /** One of these, each as likely. */
    record Choice(List<String> values) implements Dimension {
        public Choice {
            values = List.copyOf(values);
            require(!values.isEmpty(), "choice", "empty", "1 value or more");
            require(
                    new LinkedHashSet<>(values).size() == values.size(),
                    "choice",
                    values,
                    "values that differ from each other");
        }

        @Override
        public String at(double unit) {
            return values.get((int) (unit * values.size()));
        }

        @Override
        public double unit(String value) {
            int index = values.indexOf(value);
            require(index >= 0, "value", value, toString());
            return (index + 0.5) / values.size();
        }

        @Override
        public OptionalInt size() {
            return OptionalInt.of(values.size());
        }

        @Override
        public List<String> grid(int points) {
            return values;
        }

        @Override
        public boolean contains(String value) {
            return grid(2).contains(value);
        }

        @Override
        public Map<String, String> ends() {
            var ends = new LinkedHashMap<String, String>();
            for (int i = 0; i < values.size(); i++) {
                ends.put("choice[" + i + "]", values.get(i));
            }
            return ends;
        }

        @Override
        public String toString() {
            return "choice of " + String.join(", ", values);
        }
    }

    /** Always the same. */
    record Fixed(String value) implements Dimension {
        @Override
        public String at(double unit) {
            return value;
        }

        @Override
        public double unit(String value) {
            require(value.equals(this.value), "value", value, toString());
            return 0.5;
        }

        @Override
        public OptionalInt size() {
            return OptionalInt.of(1);
        }

        @Override
        public List<String> grid(int points) {
            return List.of(value);
        }

        @Override
        public boolean contains(String value) {
            return grid(2).contains(value);
        }

        @Override
        public Map<String, String> ends() {
            return Map.of("fixed", value);
        }

        @Override
        public String toString() {
            return "fixed " + value;
        }
    }

    private static List<String> evenly(Dimension dimension, int points) {
        require(points >= 2, "points", points, ">= 2");
        return IntStream.range(0, points)
                .mapToObj(point -> dimension.at((double) point / (points - 1)))
                .toList();
    }

    private static String between(double value, double low, double high) {
        return String.valueOf(Math.max(low, Math.min(high, value)));
    }

    private static double number(Dimension dimension, String value, double low, double high) {
        try {
            double number = Double.parseDouble(value);
            require(number >= low && number <= high, "value", value, dimension.toString());
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("value was " + value + " but must be " + dimension, e);
        }
    }

    private static boolean isBetween(String value, double low, double high) {
        try {
            double number = Double.parseDouble(value);
            return low <= number && number <= high;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Map<String, String> bothEnds(String kind, double low, double high) {
        var ends = new LinkedHashMap<String, String>();
        ends.put(kind + "[0]", String.valueOf(low));
        ends.put(kind + "[1]", String.valueOf(high));
        return ends;
    }

    private static void requireFinite(String kind, double low, double high) {
        require(Double.isFinite(low), kind + "[0]", low, "finite");
        require(Double.isFinite(high), kind + "[1]", high, "finite");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " was " + value + " but must be " + rule);
        }
    }
}
