package dev.fieldmark.jobs.species;

import java.util.stream.IntStream;

/**
 * By what logits are divided so that probabilities are honest (Guo et al., "On calibration of modern neural networks",
 * 2017).
 */
public final class Temperature {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** Logarithms of the coldest and the hottest that is tried. */
    private static final double WIDEST = Math.log(20);

    private static final int STEPS = 40;

    private Temperature() {}

    /** The one with the lowest cross entropy, by golden-section search; 1 where there are no answers. */
    public static double fit(LabelledAnswers answers) {
        if (answers.size() == 0) {
            return 1;
        }
        double low = -WIDEST;
        double high = WIDEST;
        for (int step = 0; step < STEPS; step++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (crossEntropy(answers, left) < crossEntropy(answers, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double crossEntropy(LabelledAnswers answers, double logarithm) {
        return answers.at(Math.exp(logarithm)).crossEntropy();
    }

    /**
     * The answers as temperatures make them that were not fitted to them: to each half that of the other, so that what is
     * measured on them is what others will see.
     *
     * @param halves 0 or 1 for each photo
     */
    public static LabelledAnswers crossFitted(LabelledAnswers answers, int[] halves) {
        float[][] probabilities = new float[answers.size()][];
        for (int half = 0; half < 2; half++) {
            int own = half;
            int[] judged = IntStream.range(0, halves.length)
                    .filter(photo -> halves[photo] == own)
                    .toArray();
            int[] fitted = IntStream.range(0, halves.length)
                    .filter(photo -> halves[photo] != own)
                    .toArray();
            LabelledAnswers cooled = answers.select(judged).at(fit(answers.select(fitted)));
            for (int i = 0; i < judged.length; i++) {
                probabilities[judged[i]] = cooled.probabilities()[i];
            }
        }
        return new LabelledAnswers(probabilities, answers.labels());
    }
}
