package dev.fieldmark.bench.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Answers any point of the space by the recorded curves nearest to it: the mean of their logarithms, those nearer weigh
 * more. Only curves with the same choices are neighbours; distance counts in units of each dimension, over the
 * parameters that exist.
 *
 * @param weights of parameters in the distance, by name; 1 where there is none
 */
public record Surrogate(SearchSpace space, int maxEpochs, List<RecordedCurve> curves, Map<String, Double> weights)
        implements Learner {
    private static final int NEIGHBOURS = 3;

    public Surrogate {
        curves = List.copyOf(curves);
        weights = Map.copyOf(weights);
    }

    /** The curves that the benchmark ships: net6 on sample faces. */
    public static Surrogate ofNet6() throws IOException {
        SweepSpec spec = SweepSpecReader.read("net6.yaml", resource("net6.yaml"));
        ObjectMapper json = JsonMapper.builder().build();
        var curves = new ArrayList<RecordedCurve>();
        for (String line : resource("net6-curves.jsonl").split("\n")) {
            curves.add(json.readValue(line, RecordedCurve.class));
        }
        return new Surrogate(spec.search(0).space(), spec.maxEpochs(), curves, Map.of("learning-rate", 5.0));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Surrogate.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Neighbour(RecordedCurve curve, double distance) {
        double weight() {
            return 1 / (distance + 1e-6);
        }
    }

    @Override
    public RecordedCurve learn(SortedMap<String, String> parameters) {
        return learn(parameters, curves);
    }

    private RecordedCurve learn(SortedMap<String, String> parameters, List<RecordedCurve> known) {
        List<Neighbour> nearest = known.stream()
                .filter(curve -> choices(curve.parameters()).equals(choices(parameters)))
                .map(curve -> new Neighbour(curve, distance(curve.parameters(), parameters)))
                .sorted(Comparator.comparingDouble(Neighbour::distance))
                .limit(NEIGHBOURS)
                .toList();
        if (nearest.isEmpty()) {
            throw new IllegalArgumentException("curves had none with " + choices(parameters));
        }
        // where the nearest diverges the point does; otherwise those that diverge say nothing
        if (diverges(nearest.get(0).curve())) {
            return new RecordedCurve(
                    parameters, seconds(nearest), nearest.get(0).curve().validLosses());
        }
        List<Neighbour> whole = nearest.stream()
                .filter(neighbour -> !diverges(neighbour.curve()))
                .toList();
        double all = whole.stream().mapToDouble(Neighbour::weight).sum();
        List<Double> losses = IntStream.range(0, maxEpochs)
                .mapToObj(epoch -> StrictMath.exp(whole.stream()
                        .mapToDouble(neighbour -> neighbour.weight()
                                / all
                                * StrictMath.log(neighbour.curve().validLosses().get(epoch)))
                        .sum()))
                .toList();
        return new RecordedCurve(parameters, seconds(whole), losses);
    }

    private static boolean diverges(RecordedCurve curve) {
        return curve.validLosses().stream().anyMatch(loss -> !Double.isFinite(loss));
    }

    private static double seconds(List<Neighbour> neighbours) {
        double all = neighbours.stream().mapToDouble(Neighbour::weight).sum();
        return neighbours.stream()
                .mapToDouble(neighbour ->
                        neighbour.weight() / all * neighbour.curve().secondsPerEpoch())
                .sum();
    }

    private List<String> choices(Map<String, String> parameters) {
        return space.searched().stream()
                .filter(name -> space.dimension(name) instanceof Dimension.Choice)
                .map(name -> parameters.getOrDefault(name, ""))
                .toList();
    }

    private double distance(Map<String, String> left, Map<String, String> right) {
        double sum = 0;
        for (String name : space.searched()) {
            String value = left.get(name);
            String other = right.get(name);
            if (value != null && other != null && !(space.dimension(name) instanceof Dimension.Choice)) {
                double away = space.dimension(name).unit(value)
                        - space.dimension(name).unit(other);
                sum += weights.getOrDefault(name, 1.0) * away * away;
            }
        }
        return Math.sqrt(sum);
    }

    /** How well it ranks what it has not seen: each curve's best loss beside what all others say of it (Spearman). */
    public double rankCorrelation() {
        double[] real = curves.stream().mapToDouble(Surrogate::best).toArray();
        double[] said = curves.stream()
                .mapToDouble(curve -> best(learn(
                        curve.parameters(),
                        curves.stream().filter(other -> other != curve).toList())))
                .toArray();
        return correlation(ranks(real), ranks(said));
    }

    private static double best(RecordedCurve curve) {
        return curve.validLosses().stream()
                .mapToDouble(loss -> loss)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.MAX_VALUE);
    }

    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        List<Integer> order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[order.get(rank)] = rank;
        }
        return ranks;
    }

    private static double correlation(double[] left, double[] right) {
        double middle = (left.length - 1) / 2.0;
        double together = 0;
        double alone = 0;
        for (int i = 0; i < left.length; i++) {
            together += (left[i] - middle) * (right[i] - middle);
            alone += (left[i] - middle) * (left[i] - middle);
        }
        return together / alone;
    }
}
