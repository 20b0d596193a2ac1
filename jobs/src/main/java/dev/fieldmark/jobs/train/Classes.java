package dev.fieldmark.jobs.train;

/**
 * Outputs that are one logit a species; their softmax are the species' probabilities. Targets are each species' share of
 * a photo; they add up to the photo's weight.
 *
 * @param species how many
 */
public record Classes(int species) implements Head {
    @Override
    public int outputs() {
        return species;
    }

    @Override
    public int counted(float[] targets) {
        return targets.length / species;
    }

    /** The sum of the photos' cross entropies, in nats. */
    @Override
    public double loss(float[] targets, float[] outputs) {
        double sum = 0;
        for (int photo = 0; photo < outputs.length; photo += species) {
            double logOfSum = logOfSum(outputs, photo);
            for (int i = photo; i < photo + species; i++) {
                sum += targets[i] * (logOfSum - outputs[i]);
            }
        }
        return sum;
    }

    @Override
    public float[] slopes(float[] targets, float[] outputs) {
        float[] slopes = new float[outputs.length];
        int photos = outputs.length / species;
        for (int photo = 0; photo < outputs.length; photo += species) {
            double logOfSum = logOfSum(outputs, photo);
            double weight = 0;
            for (int i = photo; i < photo + species; i++) {
                weight += targets[i];
            }
            for (int i = photo; i < photo + species; i++) {
                slopes[i] = (float) ((weight * Math.exp(outputs[i] - logOfSum) - targets[i]) / photos);
            }
        }
        return slopes;
    }

    /** Of the exponentials of a photo's logits. */
    private double logOfSum(float[] logits, int photo) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = photo; i < photo + species; i++) {
            largest = Math.max(largest, logits[i]);
        }
        double sum = 0;
        for (int i = photo; i < photo + species; i++) {
            sum += Math.exp(logits[i] - largest);
        }
        return largest + Math.log(sum);
    }
}
