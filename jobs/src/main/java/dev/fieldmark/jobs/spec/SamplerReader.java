package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.sweep.sample.CmaEsSampler;
import dev.fieldmark.jobs.sweep.sample.GridSampler;
import dev.fieldmark.jobs.sweep.sample.RandomSampler;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import dev.fieldmark.jobs.sweep.sample.SobolSampler;
import dev.fieldmark.jobs.sweep.sample.TpeSampler;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code sampler}: which points of the space are tried. */
final class SamplerReader {
    private static final ValueRule<Integer> POINTS = new ValueRule<>(
            "a whole number >= 2", text -> ValueRule.COUNT.read().apply(text).filter(points -> points >= 2));
    /** The keys of each kind, beside its name. */
    private static final Map<String, List<String>> KINDS = Map.of(
            "random",
            List.of(),
            "grid",
            List.of("points"),
            "sobol",
            List.of(),
            "tpe",
            List.of("in-flight", "startup-trials", "candidates"),
            "cma-es",
            List.of("population"));

    private final Problems problems;
    private final SearchSpace space;
    private final long seed;

    SamplerReader(Problems problems, SearchSpace space, long seed) {
        this.problems = problems;
        this.space = space;
        this.seed = seed;
    }

    Optional<Sampler> read(SpecMapping spec) {
        if (!spec.has("sampler")) {
            return Optional.of(new RandomSampler(space, seed));
        }
        return spec.mapping("sampler").flatMap(map -> map.kind(KINDS).flatMap(kind -> read(kind, map)));
    }

    private Optional<Sampler> read(String kind, SpecMapping map) {
        try {
            return switch (kind) {
                case "grid" -> grid(map);
                case "sobol" -> Optional.of(new SobolSampler(space, seed));
                case "tpe" -> Optional.of(tpe(map));
                case "cma-es" -> Optional.of(cmaEs(map));
                default -> Optional.of(new RandomSampler(space, seed));
            };
        } catch (IllegalArgumentException e) {
            problems.add(map.path(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Sampler tpe(SpecMapping map) {
        int inFlight = map.read("in-flight", ValueRule.COUNT).orElse(8);
        int startupTrials = map.read("startup-trials", ValueRule.COUNT).orElse(10);
        int candidates = map.read("candidates", ValueRule.COUNT).orElse(24);
        return new TpeSampler(space, seed, inFlight, startupTrials, candidates);
    }

    private Sampler cmaEs(SpecMapping map) {
        int population = map.read("population", ValueRule.COUNT).orElseGet(() -> CmaEsSampler.defaultPopulation(space));
        return new CmaEsSampler(space, seed, population);
    }

    private Optional<Sampler> grid(SpecMapping map) {
        Optional<Integer> points = map.read("points", POINTS);
        List<String> continuous = space.dimensions().entrySet().stream()
                .filter(entry -> entry.getValue().size().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!continuous.isEmpty() && points.isEmpty()) {
            if (!map.has("points")) {
                problems.broken(
                        map.path("points"),
                        "missing",
                        POINTS.words() + ": how many values of " + String.join(", ", continuous));
            }
            return Optional.empty();
        }
        return Optional.of(new GridSampler(space, points.orElse(2)));
    }
}
