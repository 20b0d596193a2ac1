package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.photos.PhotoSet;
import java.util.List;

/** Compares an exported graph for species, as ONNX Runtime runs it, with what the nets themselves answer. */
final class ClassifierParity {
    /** The most by which any probability of any photo may differ. */
    static final double MAX_DIFFERENCE = 1e-4;

    private ClassifierParity() {}

    /**
     * Compares.
     *
     * @param graph its answers, at temperature 1
     * @throws ParityException where a probability differs by more than {@link #MAX_DIFFERENCE}, or is not a number
     */
    static void check(SpeciesNet.Answers graph, List<Classifier> nets, PhotoSet photos) throws ParityException {
        List<float[][]> logits = nets.stream().map(net -> net.logits(photos)).toList();
        for (int photo = 0; photo < photos.size(); photo++) {
            double[] expected = probabilities(logits, photo);
            for (int i = 0; i < expected.length; i++) {
                float found = graph.probabilities()[photo][i];
                if (!(Math.abs(found - expected[i]) <= MAX_DIFFERENCE)) { // so that NaN fails
                    throw new ParityException("ONNX Runtime answered " + found + " and DL4J " + expected[i] + " for "
                            + photos.names().get(photo) + ": they may differ by " + MAX_DIFFERENCE + " at most");
                }
            }
        }
    }

    /** The softmax of the nets' mean logits. */
    private static double[] probabilities(List<float[][]> logits, int photo) {
        double[] shares = new double[logits.get(0)[photo].length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            int place = i;
            shares[i] = logits.stream()
                    .mapToDouble(net -> net[photo][place])
                    .average()
                    .orElseThrow();
            largest = Math.max(largest, shares[i]);
        }
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(shares[i] - largest);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
