package dev.fieldmark.api.rest;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What Prometheus reads: values by series, e.g. {@code name{label="value"}}. */
public record Scrape(Map<String, Double> values) {
    public static Scrape of(String text) {
        return new Scrape(text.lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))));
    }

    public double value(String series) {
        Double value = values.get(series);
        if (value == null) {
            throw new AssertionError("there is no " + series + " in " + values.keySet());
        }
        return value;
    }

    /** Names without labels. */
    public Set<String> names() {
        return values.keySet().stream()
                .map(series -> series.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }
}
