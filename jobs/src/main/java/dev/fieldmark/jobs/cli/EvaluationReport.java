package dev.fieldmark.jobs.cli;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointErrors;
import dev.fieldmark.domain.RadiusCoverage;
import dev.fieldmark.jobs.evaluate.Evaluation;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code evaluate --json} gives.
 *
 * @param rmsePixels root of the mean squared error over all labelled coordinates, in pixels of the 96 x 96 picture
 * @param perKeypoint the same of each point by label; absent (null in JSON) where no row labels it
 * @param radius90 how honest the radii are; absent (null in JSON) where the graph has none
 */
record EvaluationReport(
        ModelName model,
        ModelVersion version,
        int rows,
        OptionalDouble rmsePixels,
        Map<String, OptionalDouble> perKeypoint,
        Optional<Radius90> radius90) {

    /**
     * Of the radii of 90%, as the graph says them.
     *
     * @param coverage share of all labelled points that lie within theirs
     * @param meanPixels mean radius around those points
     * @param perKeypoint the same of each point by label
     */
    record Radius90(OptionalDouble coverage, OptionalDouble meanPixels, Map<String, OfPoint> perKeypoint) {
        /** Absent (null in JSON) where no row labels the point. */
        record OfPoint(OptionalDouble coverage, OptionalDouble meanPixels) {}

        static Radius90 of(RadiusCoverage coverage) {
            var perKeypoint = new LinkedHashMap<String, OfPoint>();
            Keypoint.all()
                    .forEach(point -> perKeypoint.put(
                            point.label(), new OfPoint(coverage.share(point), coverage.meanRadiusPixels(point))));
            return new Radius90(coverage.share(), coverage.meanRadiusPixels(), perKeypoint);
        }
    }

    static EvaluationReport of(ModelName model, ModelVersion version, Evaluation evaluation) {
        KeypointErrors errors = evaluation.errors();
        var perKeypoint = new LinkedHashMap<String, OptionalDouble>();
        Keypoint.all().forEach(point -> perKeypoint.put(point.label(), errors.rmsePixels(point)));
        return new EvaluationReport(
                model,
                version,
                errors.rows(),
                errors.rmsePixels(),
                perKeypoint,
                evaluation.coverage().map(Radius90::of));
    }

    /** The points, each beside the baseline, and the whole below; with radii, where the graph has them. */
    static List<String> table(Evaluation evaluation) {
        KeypointErrors errors = evaluation.errors();
        KeypointErrors means = evaluation.columnMeans();
        Optional<RadiusCoverage> radii = evaluation.coverage();
        var header = new ArrayList<>(List.of("POINT", "RMSE PX", "COLUMN MEANS*"));
        radii.ifPresent(coverage -> header.addAll(List.of("RADIUS PX", "WITHIN**")));
        Table table = Table.of(header);
        for (Keypoint point : Keypoint.all()) {
            var row = new ArrayList<>(
                    List.of(point.label(), text(errors.rmsePixels(point)), text(means.rmsePixels(point))));
            radii.ifPresent(coverage ->
                    row.addAll(List.of(text(coverage.meanRadiusPixels(point)), text(coverage.share(point)))));
            table.row(row);
        }
        var all = new ArrayList<>(List.of("all", text(errors.rmsePixels()), text(means.rmsePixels())));
        radii.ifPresent(coverage -> all.addAll(List.of(text(coverage.meanRadiusPixels()), text(coverage.share()))));
        return table.row(all).lines();
    }

    private static String text(OptionalDouble figure) {
        return figure.isPresent() ? String.format(Locale.ROOT, "%.3f", figure.getAsDouble()) : "-";
    }
}
