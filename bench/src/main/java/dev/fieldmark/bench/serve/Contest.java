package dev.fieldmark.bench.serve;

import dev.fieldmark.bench.speed.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several ways of the same picture, in turn, round after round. The first way is what the others are measured by.
 *
 * @param calls of the one client in a round
 * @param clients at once, of the ways over HTTP; the first way has as many as there are cores
 * @param loaded how long they ask in a round
 */
public record Contest(int rounds, int calls, int clients, Duration loaded) {
    public Contest {
        if (rounds < 1 || calls < 1 || clients < 1) {
            throw new IllegalArgumentException("rounds, calls and clients were " + rounds + ", " + calls + " and "
                    + clients + " but must be >= 1");
        }
    }

    /**
     * A way's figures over the rounds.
     *
     * @param leastMillis the quickest answer of all to the one client
     * @param p50Ratio p50 over that of the first way in the same round
     * @param throughputRatio answers a second over those of the first way in the same round
     * @param overload at twice the answers a second that this way had in the same round
     */
    public record Result(
            String name,
            double leastMillis,
            Spread p50Millis,
            Spread p99Millis,
            Spread p50Ratio,
            Spread answersPerSecond,
            Spread throughputRatio,
            Overload overload) {}

    /** @param p99Millis of the questions that were answered */
    public record Overload(Spread p99Millis, Spread refusedShare, Spread answersPerSecond, long failed) {}

    private record Round(Latencies alone, Load saturated, Load twice) {}

    /** The first round warms up and is not counted. */
    public List<Result> run(List<Way> ways) throws Exception {
        Map<Way, List<Round>> all = new LinkedHashMap<>();
        ways.forEach(way -> all.put(way, new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (Way way : ways) {
                Round measured = round(way, way == ways.get(0));
                if (round > 0) {
                    all.getOrDefault(way, List.of()).add(measured);
                }
            }
        }
        List<Round> first = all.values().iterator().next();
        return all.entrySet().stream()
                .map(entry -> result(entry.getKey().name(), entry.getValue(), first))
                .toList();
    }

    private Round round(Way way, boolean first) throws Exception {
        Latencies alone;
        try (Way.Client client = way.open()) {
            alone = Latencies.of(client, calls);
        }
        int many = first ? Runtime.getRuntime().availableProcessors() : clients;
        Load saturated = Load.closed(way, many, loaded);
        Load twice = first ? saturated : Load.open(way, 16 * clients, loaded, 2 * saturated.answeredPerSecond());
        return new Round(alone, saturated, twice);
    }

    private static Result result(String name, List<Round> rounds, List<Round> first) {
        var p50 = new ArrayList<Double>();
        var p99 = new ArrayList<Double>();
        var p50Ratio = new ArrayList<Double>();
        var answers = new ArrayList<Double>();
        var answersRatio = new ArrayList<Double>();
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            p50.add(round.alone.millis(0.5));
            p99.add(round.alone.millis(0.99));
            p50Ratio.add(round.alone.millis(0.5) / first.get(i).alone.millis(0.5));
            answers.add(round.saturated.answeredPerSecond());
            answersRatio.add(
                    round.saturated.answeredPerSecond() / first.get(i).saturated.answeredPerSecond());
        }
        var overload = new Overload(
                Spread.of(rounds.stream()
                        .map(round -> round.twice.answered().millis(0.99))
                        .toList()),
                Spread.of(
                        rounds.stream().map(round -> round.twice.refusedShare()).toList()),
                Spread.of(rounds.stream()
                        .map(round -> round.twice.answeredPerSecond())
                        .toList()),
                rounds.stream()
                        .mapToLong(round -> round.twice.failed() + round.saturated.failed())
                        .sum());
        return new Result(
                name,
                rounds.stream()
                        .mapToDouble(round -> round.alone.millis(0))
                        .min()
                        .orElse(Double.NaN),
                Spread.of(p50),
                Spread.of(p99),
                Spread.of(p50Ratio),
                Spread.of(answers),
                Spread.of(answersRatio),
                overload);
    }
}
