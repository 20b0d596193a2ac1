package dev.fieldmark.bench.speed;

import dev.fieldmark.bench.speed.Contestant.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The two engines in turn on one course. The ratios are DL4J's speed over PyTorch's in the same pair of rounds, so that
 * what else runs on the machine weighs on both.
 *
 * @param course what was trained
 * @param rounds in pairs
 */
public record Duel(Course course, List<Pair> rounds) {
    /** Two rounds, one right after the other. */
    public record Pair(Round dl4j, Round pytorch) {
        public double ratio() {
            return dl4j.imagesPerSecond() / pytorch.imagesPerSecond();
        }

        /** The ratio by CPU time: what it would be if nothing else ran. */
        public double cpuRatio() {
            return pytorch.cpuMillisPerImage() / dl4j.cpuMillisPerImage();
        }
    }

    /** Told about each pair as it ends. */
    public interface Listener {
        void ended(int pair, Pair rounds);
    }

    public Duel {
        rounds = List.copyOf(rounds);
    }

    /** Warms both up, then has them train {@code pairs} rounds each of {@code seconds} or a little more. */
    public static Duel run(Course course, int pairs, double seconds, Listener listener) throws IOException {
        try (WorkerProcess dl4j = WorkerProcess.start(Engine.DL4J, course);
                WorkerProcess pytorch = WorkerProcess.start(Engine.PYTORCH, course)) {
            dl4j.run(seconds);
            pytorch.run(seconds);
            List<Pair> rounds = new ArrayList<>();
            for (int pair = 1; pair <= pairs; pair++) {
                // the one that goes first changes
                Pair both = pair % 2 == 1
                        ? new Pair(dl4j.run(seconds), pytorch.run(seconds))
                        : reversed(pytorch.run(seconds), dl4j.run(seconds));
                rounds.add(both);
                listener.ended(pair, both);
            }
            return new Duel(course, rounds);
        }
    }

    private static Pair reversed(Round pytorch, Round dl4j) {
        return new Pair(dl4j, pytorch);
    }

    public Spread dl4j(ToDoubleFunction<Round> figure) {
        return spread(pair -> figure.applyAsDouble(pair.dl4j()));
    }

    public Spread pytorch(ToDoubleFunction<Round> figure) {
        return spread(pair -> figure.applyAsDouble(pair.pytorch()));
    }

    public Spread spread(ToDoubleFunction<Pair> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure).boxed().toList());
    }
}
