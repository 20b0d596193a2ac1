package dev.fieldmark.bench.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How good the best trial of a method is on a function after so many trials, over several seeds.
 *
 * @param best64 loss, of the first 64 trials
 * @param best128 loss, of 128
 * @param trialsToRandom trials until the best loss of 64 random ones (of another seed) was reached; infinite where 128 were
 *     not enough
 */
public record FunctionContest(
        String function, String method, Quartiles best64, Quartiles best128, Quartiles trialsToRandom) {
    private static final int TRIALS = 128;

    /** All methods that can search this function. */
    static List<FunctionContest> hold(TestFunction function, int seeds) {
        List<Method> methods = new ArrayList<>(List.of(Method.RANDOM, Method.SOBOL, Method.tpe(1), Method.tpe(8)));
        if (function != TestFunction.CONDITIONAL) { // CMA-ES searches numbers that always exist
            methods.add(Method.CMA_ES);
        }
        List<Double> goals = Seeds.map(
                seeds, seed -> play(Method.RANDOM, function, Seeds.other(seed)).bestOfFirst(64));
        return methods.stream().map(method -> of(function, method, goals)).toList();
    }

    private static FunctionContest of(TestFunction function, Method method, List<Double> goals) {
        List<Simulation> plays = Seeds.map(goals.size(), seed -> play(method, function, seed));
        List<Double> reached = IntStream.range(0, plays.size())
                .mapToObj(seed -> plays.get(seed)
                        .reached(goals.get(seed))
                        .map(step -> (double) step.trials())
                        .orElse(Double.POSITIVE_INFINITY))
                .toList();
        return new FunctionContest(
                function.toString(),
                method.name(),
                Quartiles.of(plays.stream().map(play -> play.bestOfFirst(64)).toList()),
                Quartiles.of(
                        plays.stream().map(play -> play.bestOfFirst(TRIALS)).toList()),
                Quartiles.of(reached));
    }

    private static Simulation play(Method method, TestFunction function, long seed) {
        return method.play(function, seed, TRIALS, 1, Double.NEGATIVE_INFINITY);
    }

    static String header() {
        return line("function", "method", "best of 64: median (quartiles)", "best of 128", "trials to random-64");
    }

    @Override
    public String toString() {
        return line(function, method, best64.toString(), best128.toString(), trialsToRandom.toString());
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-12s %-17s %-33s %-33s %s", (Object[]) cells);
    }
}
