package dev.fieldmark.jobs.species;

import dev.fieldmark.domain.AnswerThresholds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Thresholds of answers, fitted to photos that a net did not learn from. */
public final class ThresholdFit {
    /** How often an answer is to be right. */
    static final double WANTED_PRECISION = 0.9;
    /** How many of the group's own photos at least are told to be of the group. */
    static final double KEPT = 0.95;

    private final LabelledAnswers answers;
    private final int[] genera;

    private ThresholdFit(LabelledAnswers answers, int[] genera) {
        this.answers = answers;
        this.genera = genera;
    }

    /**
     * Fits.
     *
     * @param answers with the probabilities that will be served
     * @param scores of the same photos
     * @param negatives scores of photos of nothing in the group; empty where there are none
     * @param genera of each species, by name
     */
    public static AnswerThresholds of(LabelledAnswers answers, float[] scores, float[] negatives, List<String> genera) {
        int[] places = genera.stream().mapToInt(genera::indexOf).toArray();
        var fit = new ThresholdFit(answers, places);
        double species = fit.least(answers::confidence, answers::isRight, photo -> true);
        double genus = fit.least(
                photo -> fit.likeliestGenus(photo)[1],
                photo -> (int) fit.likeliestGenus(photo)[0] == places[answers.labels()[photo]],
                photo -> answers.confidence(photo) < species);
        return new AnswerThresholds(group(scores, negatives), species, genus);
    }

    /** The lowest threshold from which on answers are right as often as wanted; 1 where none is. */
    private double least(IntToDoubleFunction probability, IntPredicate isRight, IntPredicate concerned) {
        int[] order = IntStream.range(0, answers.size())
                .filter(concerned)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer photo) -> -probability.applyAsDouble(photo)))
                .mapToInt(Integer::intValue)
                .toArray();
        double threshold = 1;
        int right = 0;
        for (int i = 0; i < order.length; i++) {
            right += isRight.test(order[i]) ? 1 : 0;
            if (right >= WANTED_PRECISION * (i + 1)) {
                threshold = probability.applyAsDouble(order[i]);
            }
        }
        return Math.min(1, threshold);
    }

    /** Of the likeliest: the place of its first species, and its probability. */
    private double[] likeliestGenus(int photo) {
        double[] sums = new double[genera.length];
        float[] probabilities = answers.probabilities()[photo];
        for (int i = 0; i < genera.length; i++) {
            sums[genera[i]] += probabilities[i];
        }
        int likeliest = 0;
        for (int i = 1; i < sums.length; i++) {
            likeliest = sums[i] > sums[likeliest] ? i : likeliest;
        }
        return new double[] {likeliest, sums[likeliest]};
    }

    /**
     * Where there are negatives, the score that keeps most of the group and fewest of them (Youden 1950), but never less of
     * the group than wanted: in the middle between the lowest score that it keeps and the next below, so that a new photo
     * is of that side to which it is nearer. Else the score that keeps just as many as wanted.
     */
    private static double group(float[] scores, float[] negatives) {
        float[] own = scores.clone();
        Arrays.sort(own);
        double highest = own[(int) Math.floor((1 - KEPT) * own.length)];
        if (negatives.length == 0) {
            return highest;
        }
        double best = Double.NEGATIVE_INFINITY;
        double threshold = highest;
        for (float score : own) {
            double gain = share(own, score) - share(negatives, score);
            if (score <= highest && gain > best) {
                best = gain;
                threshold = (score + below(score, own, negatives)) / 2;
            }
        }
        return threshold;
    }

    /** The highest of all scores that are lower than this; itself where none is. */
    private static double below(float score, float[]... all) {
        double below = Double.NEGATIVE_INFINITY;
        for (float[] scores : all) {
            for (float other : scores) {
                below = other < score ? Math.max(below, other) : below;
            }
        }
        return Double.isInfinite(below) ? score : below;
    }

    private static double share(float[] scores, float least) {
        int count = 0;
        for (float score : scores) {
            count += score >= least ? 1 : 0;
        }
        return (double) count / scores.length;
    }
}
