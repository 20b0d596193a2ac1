package dev.fieldmark.bench.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What training a method needs on a learner to reach the best loss of 64 random trials that train to their end, over
 * several seeds. Infinite where {@link #TRIALS} trials were not enough.
 *
 * @param trials begun until then
 * @param epochs trained until then
 * @param lessEpochs how many times less that is than what the 64 random trials train
 * @param lessSeconds the same of seconds of training
 * @param reached in how many repetitions it was
 */
public record CurveContest(
        String method,
        Quartiles trials,
        Quartiles epochs,
        Quartiles lessEpochs,
        Quartiles lessSeconds,
        int reached,
        int seeds) {
    private static final int RANDOM_TRIALS = 64;
    private static final int TRIALS = 192;

    static List<CurveContest> hold(Learner learner, int seeds) {
        List<Simulation> goals = Seeds.map(
                seeds,
                seed -> Method.RANDOM.play(learner, Seeds.other(seed), RANDOM_TRIALS, 1, Double.NEGATIVE_INFINITY));
        List<Method> methods = new ArrayList<>();
        for (Method sampling : List.of(Method.RANDOM, Method.tpe(8))) {
            methods.add(sampling);
            for (int minEpochs : List.of(1, 3, 9)) {
                methods.add(sampling.withAsha(minEpochs));
            }
            methods.add(sampling.withHyperband());
            methods.add(sampling.withMedian());
        }
        return methods.stream().map(method -> of(learner, method, goals)).toList();
    }

    private static CurveContest of(Learner learner, Method method, List<Simulation> goals) {
        List<Simulation> plays = Seeds.map(goals.size(), seed -> {
            double goal = goals.get((int) seed).bestOfFirst(RANDOM_TRIALS);
            return method.play(learner, seed, TRIALS, 1, goal);
        });
        int reached = (int) IntStream.range(0, plays.size())
                .filter(seed -> isReached(plays.get(seed), goals.get(seed)))
                .count();
        return new CurveContest(
                method.name(),
                spent(plays, goals, Simulation.Progress::trials),
                spent(plays, goals, Simulation.Progress::epochs),
                less(plays, goals, Simulation.Progress::epochs),
                less(plays, goals, Simulation.Progress::seconds),
                reached,
                goals.size());
    }

    private static boolean isReached(Simulation play, Simulation goal) {
        return play.reached(goal.bestOfFirst(RANDOM_TRIALS)).isPresent();
    }

    private static Quartiles spent(
            List<Simulation> plays, List<Simulation> goals, ToDoubleFunction<Simulation.Progress> cost) {
        return Quartiles.of(IntStream.range(0, plays.size())
                .mapToObj(seed -> spent(plays.get(seed), goals.get(seed), cost))
                .toList());
    }

    private static Quartiles less(
            List<Simulation> plays, List<Simulation> goals, ToDoubleFunction<Simulation.Progress> cost) {
        return Quartiles.of(IntStream.range(0, plays.size())
                .mapToObj(seed -> all(goals.get(seed), cost) / spent(plays.get(seed), goals.get(seed), cost))
                .toList());
    }

    private static double spent(Simulation play, Simulation goal, ToDoubleFunction<Simulation.Progress> cost) {
        return play.reached(goal.bestOfFirst(RANDOM_TRIALS))
                .map(cost::applyAsDouble)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double all(Simulation goal, ToDoubleFunction<Simulation.Progress> cost) {
        return cost.applyAsDouble(goal.progress().get(goal.progress().size() - 1));
    }

    static String header() {
        return line("method", "trials", "epochs", "less epochs", "less seconds", "reached");
    }

    @Override
    public String toString() {
        return line(
                method,
                trials.toString(),
                epochs.toString(),
                lessEpochs.toString(),
                lessSeconds.toString(),
                reached + " of " + seeds);
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-31s %-24s %-24s %-24s %-24s %s", (Object[]) cells);
    }
}
