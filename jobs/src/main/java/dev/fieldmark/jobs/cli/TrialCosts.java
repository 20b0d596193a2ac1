package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.Architecture;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.TrainingEngine;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What trials cost, by their numbers.
 *
 * @param weights of their nets
 * @param seconds that their epochs took
 */
record TrialCosts(Map<Integer, Long> weights, Map<Integer, Double> seconds) {
    /** Nothing known. */
    static TrialCosts unknown() {
        return new TrialCosts(Map.of(), Map.of());
    }

    static TrialCosts of(SubmittedSweep sweep, StudyTable study) throws IOException {
        SweepSpec spec = sweep.setup().parts().spec();
        TrainingEngine engine = sweep.setup().parts().engine();
        var known = new HashMap<Architecture, Long>();
        var weights = new TreeMap<Integer, Long>();
        for (TrialRow trial : study.trials()) {
            Recipe recipe = spec.search(trial.trial()).recipe(trial.parameters());
            weights.put(
                    trial.trial(),
                    known.computeIfAbsent(
                            recipe.architecture(),
                            ignored -> engine.describe(recipe).weights()));
        }
        return new TrialCosts(weights, sweep.folder().seconds());
    }

    boolean areKnown() {
        return !weights.isEmpty();
    }

    String weights(int trial) {
        Long known = weights.get(trial);
        return known == null ? "-" : String.format(Locale.ROOT, "%,d", known);
    }

    /** Hours, minutes and seconds, as far as there are any. */
    String time(int trial) {
        Double known = seconds.get(trial);
        if (known == null) {
            return "-";
        }
        long whole = Math.round(known);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
