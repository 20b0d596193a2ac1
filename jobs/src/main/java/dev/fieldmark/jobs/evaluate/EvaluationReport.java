package dev.fieldmark.jobs.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointErrors;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** An evaluation as people and as programs read it. */
public record EvaluationReport(ModelName model, ModelVersion version, Evaluation evaluation) {
    /**
     * One JSON object: model, version, rows, rmsePixels, and perKeypoint, each point's root mean squared error in
     * pixels by label, null where no row labels it.
     */
    public String json() {
        var perKeypoint = new LinkedHashMap<String, Object>();
        for (Keypoint point : Keypoint.all()) {
            put(perKeypoint, point.label(), evaluation.errors().rmsePixels(point));
        }
        var report = new LinkedHashMap<String, Object>();
        report.put("model", model.value());
        report.put("version", version.number());
        report.put("rows", evaluation.errors().rows());
        put(report, "rmsePixels", evaluation.errors().rmsePixels());
        report.put("perKeypoint", perKeypoint);
        try {
            return new ObjectMapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A table of the points, each beside the baseline, and the whole below. */
    public String table() {
        KeypointErrors errors = evaluation.errors();
        KeypointErrors means = evaluation.columnMeans();
        var table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "%s@%s: %,d rows, %,d labelled coordinates; RMSE in pixels of the 96x96 picture%n%n",
                model,
                version,
                errors.rows(),
                errors.labelledCoordinates()));
        table.append(line("point", "model", "column means*"));
        for (Keypoint point : Keypoint.all()) {
            table.append(line(point.label(), pixels(errors.rmsePixels(point)), pixels(means.rmsePixels(point))));
        }
        table.append(line("all", pixels(errors.rmsePixels()), pixels(means.rmsePixels())));
        table.append(String.format("%n* answering, for every face, the means of these very rows' targets%n"));
        return table.toString();
    }

    private static void put(Map<String, Object> json, String name, OptionalDouble pixels) {
        json.put(name, pixels.isPresent() ? (Object) pixels.getAsDouble() : null);
    }

    private static String line(String point, String model, String columnMeans) {
        return String.format("%-26s %9s %14s%n", point, model, columnMeans);
    }

    private static String pixels(OptionalDouble pixels) {
        return pixels.isPresent() ? String.format(Locale.ROOT, "%.3f", pixels.getAsDouble()) : "-";
    }
}
