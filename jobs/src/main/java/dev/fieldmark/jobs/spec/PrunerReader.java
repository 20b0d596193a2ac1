package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.sweep.prune.Asha;
import dev.fieldmark.jobs.sweep.prune.Hyperband;
import dev.fieldmark.jobs.sweep.prune.Median;
import dev.fieldmark.jobs.sweep.prune.NoPruner;
import dev.fieldmark.jobs.sweep.prune.Patience;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@code pruner}: which trials stop early. */
final class PrunerReader {
    /** The keys of each kind, beside its name. */
    private static final Map<String, List<String>> KINDS = Map.of(
            "none",
            List.of(),
            "asha",
            List.of("min-epochs", "reduction"),
            "hyperband",
            List.of("min-epochs", "reduction"),
            "median",
            List.of("min-epochs", "interval", "min-trials"),
            "patience",
            List.of("epochs", "improvement"));

    private final Problems problems;
    private final int maxEpochs;

    /** @param maxEpochs where the spec is wrong about it, that is told; the other rules are looked at all the same */
    PrunerReader(Problems problems, Optional<Integer> maxEpochs) {
        this.problems = problems;
        this.maxEpochs = maxEpochs.orElse(Integer.MAX_VALUE);
    }

    Optional<Pruner> read(SpecMapping spec) {
        if (!spec.has("pruner")) {
            return Optional.of(new NoPruner());
        }
        return spec.mapping("pruner").flatMap(map -> map.kind(KINDS).flatMap(kind -> read(kind, map)));
    }

    private Optional<Pruner> read(String kind, SpecMapping map) {
        return switch (kind) {
            case "asha" -> halving(map, Asha::new);
            case "hyperband" -> halving(map, Hyperband::new);
            case "median" -> median(map);
            case "patience" -> patience(map);
            default -> Optional.of(new NoPruner());
        };
    }

    /** Makes a pruner of min-epochs, reduction and max-epochs. */
    private interface Halving {
        Pruner of(int minEpochs, int reduction, int maxEpochs);
    }

    private Optional<Pruner> halving(SpecMapping map, Halving kind) {
        Optional<Integer> minEpochs = map.require("min-epochs", ValueRule.COUNT);
        Optional<Integer> reduction = map.require("reduction", ValueRule.WHOLE);
        return minEpochs.flatMap(first ->
                reduction.flatMap(share -> made(map, () -> kind.of(first, share, maxEpochs))));
    }

    private Optional<Pruner> median(SpecMapping map) {
        Optional<Integer> minEpochs = map.require("min-epochs", ValueRule.COUNT);
        int interval = map.read("interval", ValueRule.COUNT).orElse(1);
        int minTrials = map.read("min-trials", ValueRule.COUNT).orElse(5);
        return minEpochs.flatMap(first -> made(map, () -> new Median(first, interval, minTrials, maxEpochs)));
    }

    private Optional<Pruner> patience(SpecMapping map) {
        Optional<Integer> epochs = map.require("epochs", ValueRule.COUNT);
        double improvement = map.read("improvement", ValueRule.NUMBER).orElse(0.0);
        return epochs.flatMap(count -> made(map, () -> new Patience(count, improvement, maxEpochs)));
    }

    private Optional<Pruner> made(SpecMapping map, Supplier<Pruner> pruner) {
        try {
            return Optional.of(pruner.get());
        } catch (IllegalArgumentException e) {
            problems.add(map.path(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
