package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.data.FaceSet;
import java.util.Arrays;

/** Outputs that are the thirty coordinates themselves, network units. */
record Coordinates(Criterion criterion) implements PointHead {
    @Override
    public int outputs() {
        return FaceSet.TARGETS;
    }

    @Override
    public float[] units(float[] outputs) {
        return outputs;
    }

    @Override
    public float[] spreads(float[] outputs) {
        float[] spreads = new float[outputs.length / 2];
        Arrays.fill(spreads, 1);
        return spreads;
    }

    @Override
    public float[] slopes(float[] targets, float[] outputs) {
        double labelled = Math.max(1, PointHead.labelled(targets));
        float[] slopes = new float[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            if (!Float.isNaN(targets[i])) {
                slopes[i] = (float) (criterion.slope((double) outputs[i] - targets[i]) / labelled);
            }
        }
        return slopes;
    }
}
