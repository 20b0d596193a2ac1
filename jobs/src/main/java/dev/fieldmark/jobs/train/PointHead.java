package dev.fieldmark.jobs.train;

/** Outputs that tell where the points of a face are. */
public sealed interface PointHead extends Head permits Coordinates, Heatmaps {
    static PointHead of(Recipe recipe) {
        Criterion criterion = recipe.faces().criterion();
        return recipe.architecture() instanceof Architecture.Hourglass
                ? new Heatmaps(criterion)
                : new Coordinates(criterion);
    }

    /** Thirty coordinates of each face, network units. */
    float[] units(float[] outputs);

    /**
     * Fifteen spreads of each face, in pixels: how far, so the net says itself, each point may be off. Where it says
     * nothing, 1.
     */
    float[] spreads(float[] outputs);

    /** The targets that have a value: NaN is none. */
    @Override
    default int counted(float[] targets) {
        return labelled(targets);
    }

    /** Squared errors in network units. */
    @Override
    default double loss(float[] targets, float[] outputs) {
        return squaredErrors(targets, units(outputs));
    }

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
