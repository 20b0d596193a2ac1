package dev.fieldmark.jobs.sweep.importance;

import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much each searched parameter decided whether a setting was among the best: PED-ANOVA, the Pearson divergence of
 * where the best settings lie from where all lie, one parameter at a time.
 *
 * <p>Source: Watanabe, Bansal, Hutter 2023, "PED-ANOVA: Efficiently Quantifying Hyperparameter Importance in Arbitrary
 * Subspaces", with all settings as the subspace. The best are a tenth of the settings, but at least eight
 * and at most a quarter.
 */
public final class Importance {
    /** So few settings of a parameter say nothing about it. */
    public static final int FEWEST = 12;

    private static final int BEST_SHARE = 10;
    private static final int FEWEST_BEST = 8;
    private static final int LARGEST_BEST_SHARE = 4;

    private Importance() {}

    /**
     * The importances, the greatest first, each >= 0, their sum 1. A parameter is judged among the settings that have
     * it, and weighed by their share. Without those that fewer than {@link #FEWEST} settings have.
     */
    public static Map<String, Double> of(SearchSpace space, List<TriedSetting> settings) {
        var divergences = new LinkedHashMap<String, Double>();
        space.dimensions().forEach((name, dimension) -> {
            List<String> bestFirst = bestFirst(name, settings);
            if (dimension.size().orElse(2) > 1 && bestFirst.size() >= FEWEST) {
                double share = (double) bestFirst.size() / settings.size();
                divergences.put(name, share * divergence(dimension, bestFirst));
            }
        });
        return normalised(divergences);
    }

    private static List<String> bestFirst(String name, List<TriedSetting> settings) {
        return settings.stream()
                .sorted(Comparator.comparingDouble(TriedSetting::loss))
                .flatMap(setting -> Optional.ofNullable(setting.parameters().get(name)).stream())
                .toList();
    }

    private static double divergence(Dimension dimension, List<String> bestFirst) {
        int count = bestFirst.size();
        int best = Math.max((count + BEST_SHARE - 1) / BEST_SHARE, Math.min(FEWEST_BEST, count / LARGEST_BEST_SHARE));
        return pearson(density(dimension, bestFirst.subList(0, best)), density(dimension, bestFirst));
    }

    private static double[] density(Dimension dimension, List<String> values) {
        return dimension instanceof Dimension.Choice choice
                ? Density.ofCategories(values, choice.values())
                : Density.onUnit(values.stream().mapToDouble(dimension::unit).toArray());
    }

    /** The mean, over what all are, of how far the ratio of the best to all is from 1, squared. */
    private static double pearson(double[] best, double[] all) {
        double sum = 0;
        for (int cell = 0; cell < all.length; cell++) {
            double distance = best[cell] / all[cell] - 1;
            sum += all[cell] * distance * distance;
        }
        return sum;
    }

    private static Map<String, Double> normalised(Map<String, Double> divergences) {
        double sum =
                divergences.values().stream().mapToDouble(Double::doubleValue).sum();
        var importances = new LinkedHashMap<String, Double>();
        divergences.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> importances.put(entry.getKey(), sum > 0 ? entry.getValue() / sum : 0));
        return importances;
    }
}
