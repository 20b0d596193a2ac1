package dev.fieldmark.bench.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fieldmark.bench.speed.Spread;
import dev.fieldmark.store.Signature;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a picture costs in a batch of so many. By the CPU time of the one thread that runs the net, which what else the
 * machine does disturbs least.
 *
 * @param millisAPicture CPU time
 * @param ratio to that of a picture alone in the same round
 */
public record BatchCost(int pictures, Spread millisAPicture, Spread ratio) {
    private static final List<Integer> SIZES = List.of(1, 2, 4, 8, 16);
    private static final int PICTURES_A_ROUND = 32;

    /** Of batches of 1 to 16, in turn in each round. The first round warms up and is not counted. */
    public static List<BatchCost> measure(byte[] graph, Signature signature, int rounds) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(graph, options)) {
                var millis = new ArrayList<List<Double>>();
                for (int round = 0; round <= rounds; round++) {
                    var ofRound = new ArrayList<Double>();
                    for (int size : SIZES) {
                        ofRound.add(millis(environment, session, signature, size));
                    }
                    millis.add(ofRound);
                }
                return costs(millis.subList(1, millis.size()));
            }
        }
    }

    private static double millis(OrtEnvironment environment, OrtSession session, Signature signature, int size)
            throws OrtException {
        long[] shape = {size, signature.channels(), signature.heightPixels(), signature.widthPixels()};
        FloatBuffer pictures = noise(Math.toIntExact(shape[0] * shape[1] * shape[2] * shape[3]));
        var threads = ManagementFactory.getThreadMXBean();
        try (OnnxTensor input = OnnxTensor.createTensor(environment, pictures, shape)) {
            int runs = PICTURES_A_ROUND / size;
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < runs; i++) {
                session.run(Map.of(signature.input(), input)).close();
            }
            return (threads.getCurrentThreadCpuTime() - before) / 1e6 / (runs * size);
        }
    }

    private static FloatBuffer noise(int count) {
        var random = new Random(count);
        FloatBuffer noise = ByteBuffer.allocateDirect(4 * count)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < count; i++) {
            noise.put(i, random.nextFloat());
        }
        return noise;
    }

    private static List<BatchCost> costs(List<List<Double>> rounds) {
        var costs = new ArrayList<BatchCost>();
        for (int i = 0; i < SIZES.size(); i++) {
            int size = i;
            costs.add(new BatchCost(
                    SIZES.get(i),
                    Spread.of(rounds.stream().map(round -> round.get(size)).toList()),
                    Spread.of(rounds.stream()
                            .map(round -> round.get(size) / round.get(0))
                            .toList())));
        }
        return costs;
    }
}
