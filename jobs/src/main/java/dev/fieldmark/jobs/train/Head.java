package dev.fieldmark.jobs.train;

/** What a net's outputs mean. All arrays lie face after face. */
public sealed interface Head permits Coordinates, Heatmaps {
    static Head of(Recipe recipe) {
        return recipe.architecture() instanceof Architecture.Hourglass
                ? new Heatmaps(recipe.criterion())
                : new Coordinates(recipe.criterion());
    }

    /** Outputs of the net for one face. */
    int outputs();

    /** Thirty coordinates of each face, network units. */
    float[] units(float[] outputs);

    /**
     * The slope of the criterion along each output, where it is the mean over the targets that have a value.
     *
     * @param targets network units, thirty a face; NaN where not labelled
     */
    float[] slopes(float[] targets, float[] outputs);

    /** The sum of the squared differences in network units over the targets that have a value; always in one order. */
    static double squaredErrors(float[] targets, float[] units) {
        double sum = 0;
        for (int i = 0; i < units.length; i++) {
            if (!Float.isNaN(targets[i])) {
                double error = (double) units[i] - targets[i];
                sum += error * error;
            }
        }
        return sum;
    }

    /** Number of targets that have a value. */
    static int labelled(float[] targets) {
        int count = 0;
        for (float target : targets) {
            count += Float.isNaN(target) ? 0 : 1;
        }
        return count;
    }
}
