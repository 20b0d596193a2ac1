package dev.fieldmark.jobs.cli;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointErrors;
import dev.fieldmark.jobs.evaluate.Evaluation;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What {@code evaluate --json} gives.
 *
 * @param rmsePixels root of the mean squared error over all labelled coordinates, in pixels of the 96 x 96 picture
 * @param perKeypoint the same of each point by label; absent (null in JSON) where no row labels it
 */
record EvaluationReport(
        ModelName model,
        ModelVersion version,
        int rows,
        OptionalDouble rmsePixels,
        Map<String, OptionalDouble> perKeypoint) {

    static EvaluationReport of(ModelName model, ModelVersion version, KeypointErrors errors) {
        var perKeypoint = new LinkedHashMap<String, OptionalDouble>();
        Keypoint.all().forEach(point -> perKeypoint.put(point.label(), errors.rmsePixels(point)));
        return new EvaluationReport(model, version, errors.rows(), errors.rmsePixels(), perKeypoint);
    }

    /** The points, each beside the baseline, and the whole below. */
    static List<String> table(Evaluation evaluation) {
        KeypointErrors errors = evaluation.errors();
        KeypointErrors means = evaluation.columnMeans();
        Table table = Table.of("POINT", "RMSE PX", "COLUMN MEANS*");
        for (Keypoint point : Keypoint.all()) {
            table.row(point.label(), pixels(errors.rmsePixels(point)), pixels(means.rmsePixels(point)));
        }
        return table.row("all", pixels(errors.rmsePixels()), pixels(means.rmsePixels()))
                .lines();
    }

    private static String pixels(OptionalDouble pixels) {
        return pixels.isPresent() ? String.format(Locale.ROOT, "%.3f", pixels.getAsDouble()) : "-";
    }
}
