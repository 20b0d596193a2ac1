package dev.fieldmark.jobs.species;

import java.util.stream.IntStream;

/**
 * What a net said of photos whose species are known.
 *
 * @param probabilities of each species, photo after photo
 * @param labels the species that each photo shows, as a place among them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LabelledAnswers(float[][] probabilities, int[] labels) {
    /** Equally wide ranges of probability in which an expected calibration error compares (Guo et al. 2017). */
    private static final int BINS = 10;

    /** A probability that was rounded to 0 counts as this: its logarithm must be a number. */
    private static final double LEAST = 1e-30;

    public LabelledAnswers {
        if (probabilities.length != labels.length) {
            throw new IllegalArgumentException(
                    "answers were " + probabilities.length + " but must be " + labels.length + ", as many as labels");
        }
    }

    public int size() {
        return labels.length;
    }

    /** The photos at these places. */
    public LabelledAnswers select(int... photos) {
        return new LabelledAnswers(
                IntStream.of(photos).mapToObj(photo -> probabilities[photo]).toArray(float[][]::new),
                IntStream.of(photos).map(photo -> labels[photo]).toArray());
    }

    /** The share of the photos whose species is among this many likeliest. NaN where there are none. */
    public double top(int count) {
        return IntStream.range(0, size())
                .map(photo -> rank(photo) < count ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /** How many species are likelier than the one that a photo shows. */
    public int rank(int photo) {
        float own = probabilities[photo][labels[photo]];
        int rank = 0;
        for (float other : probabilities[photo]) {
            rank += other > own ? 1 : 0;
        }
        return rank;
    }

    /** The likeliest species of a photo; of equals the first. */
    public int likeliest(int photo) {
        int likeliest = 0;
        for (int i = 1; i < probabilities[photo].length; i++) {
            if (probabilities[photo][i] > probabilities[photo][likeliest]) {
                likeliest = i;
            }
        }
        return likeliest;
    }

    /** That of the likeliest species. */
    public double confidence(int photo) {
        return probabilities[photo][likeliest(photo)];
    }

    public boolean isRight(int photo) {
        return likeliest(photo) == labels[photo];
    }

    /** Mean of the negative logarithms of the right species' probabilities, nats. */
    public double crossEntropy() {
        return IntStream.range(0, size())
                .mapToDouble(photo -> -Math.log(Math.max(LEAST, probabilities[photo][labels[photo]])))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The expected calibration error: by how much, in each tenth of probability, the likeliest species are right more or
     * less often than their probabilities say, weighted by photos (Guo et al., "On calibration of modern neural
     * networks", 2017).
     */
    public double expectedCalibrationError() {
        double[] surplus = new double[BINS];
        for (int photo = 0; photo < size(); photo++) {
            double confidence = confidence(photo);
            int bin = Math.min(BINS - 1, (int) (confidence * BINS));
            surplus[bin] += (isRight(photo) ? 1 : 0) - confidence;
        }
        double sum = 0;
        for (double bin : surplus) {
            sum += Math.abs(bin);
        }
        return sum / size();
    }

    /** The same answers at another temperature: each logit divided by it. */
    public LabelledAnswers at(double temperature) {
        float[][] cooled = new float[size()][];
        for (int photo = 0; photo < cooled.length; photo++) {
            cooled[photo] = at(probabilities[photo], temperature);
        }
        return new LabelledAnswers(cooled, labels);
    }

    private static float[] at(float[] probabilities, double temperature) {
        double[] logits = new double[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.log(Math.max(LEAST, probabilities[i])) / temperature;
        }
        double[] shares = Softmax.of(logits);
        float[] cooled = new float[shares.length];
        for (int i = 0; i < cooled.length; i++) {
            cooled[i] = (float) shares[i];
        }
        return cooled;
    }
}
