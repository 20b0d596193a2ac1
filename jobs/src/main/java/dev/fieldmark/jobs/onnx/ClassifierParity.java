package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.species.Softmax;
import java.util.List;
import java.util.stream.IntStream;

/** Compares an exported graph for species, as ONNX Runtime runs it, with what the nets themselves answer. */
final class ClassifierParity {
    /** The most by which any probability of any photo may differ. */
    static final double MAX_DIFFERENCE = 1e-4;

    private ClassifierParity() {}

    /**
     * Compares.
     *
     * @param graph its answers, at temperature 1
     * @param logits of each net, photo after photo
     * @param photos their names
     * @throws ParityException where a probability differs by more than {@link #MAX_DIFFERENCE}, or is not a number
     */
    static void check(SpeciesNet.Answers graph, List<float[][]> logits, List<String> photos) throws ParityException {
        for (int photo = 0; photo < photos.size(); photo++) {
            double[] expected = probabilities(logits, photo);
            for (int i = 0; i < expected.length; i++) {
                float found = graph.probabilities()[photo][i];
                if (!(Math.abs(found - expected[i]) <= MAX_DIFFERENCE)) { // so that NaN fails
                    throw new ParityException("ONNX Runtime answered " + found + " and DL4J " + expected[i] + " for "
                            + photos.get(photo) + ": they may differ by " + MAX_DIFFERENCE + " at most");
                }
            }
        }
    }

    /** The softmax of the nets' mean logits. */
    private static double[] probabilities(List<float[][]> logits, int photo) {
        int species = logits.get(0)[photo].length;
        return Softmax.of(IntStream.range(0, species)
                .mapToDouble(place -> logits.stream()
                        .mapToDouble(net -> net[photo][place])
                        .average()
                        .orElseThrow())
                .toArray());
    }
}
