package dev.fieldmark.bench.serve;

import ai.onnxruntime.OnnxTensor;
import dev.fieldmark.bench.speed.Spread;
import dev.fieldmark.image.Photo;
import dev.fieldmark.image.PhotoLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture's way through the service, through decoding and ONNX Runtime in this process, and through ONNX Runtime
 * alone (the tensor made beforehand), in turn, round after round.
 */
public final class LatencyDuel {
    private static final PhotoLimits LIMITS = new PhotoLimits(1 << 24, 1 << 24);

    private LatencyDuel() {}

    /**
     * Times in milliseconds over the rounds, and their ratios within each.
     *
     * @param serviceToBare p50 of the service over that of bare ONNX Runtime
     * @param serviceToDecoded p50 of the service over that of decoding and ONNX Runtime
     * @param leastServiceToBare the quickest call of all to the service over the quickest of bare ONNX Runtime: what
     *     is left of the comparison where other work disturbs most calls, and not all ways alike
     */
    public record Result(
            Way service,
            Way decodedHere,
            Way bare,
            Spread serviceToBare,
            Spread serviceToDecoded,
            double leastServiceToBare) {}

    /** The quickest call of all; p50 and p99 of each round. */
    public record Way(double leastMillis, Spread p50Millis, Spread p99Millis) {
        static Way of(List<Latencies> rounds) {
            return new Way(spread(rounds, 0).min(), spread(rounds, 0.5), spread(rounds, 0.99));
        }
    }

    /**
     * Runs it; the first round warms up and is not counted.
     *
     * @param graph what the service at {@code uri} serves
     * @param png the picture
     */
    public static Result run(URI uri, byte[] graph, byte[] png, int rounds, int calls) throws Exception {
        var service = new ArrayList<Latencies>();
        var decoded = new ArrayList<Latencies>();
        var bare = new ArrayList<Latencies>();
        try (var client = KeepAliveClient.open(uri, "/v1/keypoints", "image/png", png);
                var onnx = BareOnnx.open(graph);
                OnnxTensor picture = onnx.tensor(Photo.decode(png, LIMITS).toNetInput())) {
            for (int round = 0; round <= rounds; round++) {
                service.add(Latencies.of(calls, client::ask));
                decoded.add(Latencies.of(calls, () -> {
                    try (OnnxTensor tensor =
                            onnx.tensor(Photo.decode(png, LIMITS).toNetInput())) {
                        onnx.run(tensor);
                    }
                }));
                bare.add(Latencies.of(calls, () -> onnx.run(picture)));
            }
        }
        for (List<Latencies> all : Arrays.asList(service, decoded, bare)) {
            all.remove(0);
        }
        Way overHttp = Way.of(service);
        Way alone = Way.of(bare);
        return new Result(
                overHttp,
                Way.of(decoded),
                alone,
                ratios(service, bare),
                ratios(service, decoded),
                overHttp.leastMillis() / alone.leastMillis());
    }

    private static Spread spread(List<Latencies> rounds, double share) {
        return Spread.of(rounds.stream().map(round -> round.millis(share)).toList());
    }

    private static Spread ratios(List<Latencies> some, List<Latencies> others) {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < some.size(); round++) {
            ratios.add(some.get(round).millis(0.5) / others.get(round).millis(0.5));
        }
        return Spread.of(ratios);
    }
}
