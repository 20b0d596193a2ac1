package dev.fieldmark.jobs.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.spec.Search;
import dev.fieldmark.jobs.train.NetDescription;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.TrainingEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What one search of a sweep is going to do.
 *
 * @param specialist its name; empty where the spec has none
 * @param points that a specialist's nets learn
 * @param space what each parameter of the spec may be, in its order
 * @param searched those that are not always the same
 * @param rungs epochs at which a trial may be stopped; in hyperband its bracket begins at one of them
 * @param nets by the networks that trials may have, each with the lowest or first of what else is searched
 */
record SearchPlan(
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String specialist,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> points,
        String network,
        long seed,
        Map<String, String> space,
        List<String> searched,
        String sampler,
        String pruner,
        List<Integer> rungs,
        int trials,
        int maxEpochs,
        Optional<Duration> maxDuration,
        OptionalInt patience,
        Map<String, NetDescription> nets) {
    private static final int MOST_RUNGS = 12;

    static SearchPlan of(Search search, TrainingEngine engine) {
        var space = new LinkedHashMap<String, String>();
        search.space().dimensions().forEach((name, dimension) -> {
            String condition = search.space().condition(name).toString();
            space.put(name, dimension + (condition.isEmpty() ? "" : ", where " + condition));
        });
        return new SearchPlan(
                search.specialist(),
                search.specialist().isEmpty()
                        ? List.of()
                        : search.points().points().stream().map(Keypoint::label).toList(),
                search.network(),
                search.seed(),
                space,
                search.space().searched(),
                search.sampler().toString(),
                search.pruner().toString(),
                rungs(search),
                search.trials(),
                search.maxEpochs(),
                search.maxDuration(),
                search.patience(),
                nets(search, engine));
    }

    private static Map<String, NetDescription> nets(Search search, TrainingEngine engine) {
        int networks = Optional.ofNullable(search.space().dimensions().get("network"))
                .map(network -> network.size().orElse(1))
                .orElse(1);
        var nets = new LinkedHashMap<String, NetDescription>();
        for (int i = 0; i < networks; i++) {
            double place = (i + 0.5) / networks;
            Recipe recipe = search.recipe(search.space().point(name -> name.equals("network") ? place : 0));
            nets.put(recipe.network(), engine.describe(recipe));
        }
        return nets;
    }

    private static List<Integer> rungs(Search search) {
        return IntStream.rangeClosed(1, search.maxEpochs())
                .filter(epoch -> IntStream.range(0, search.trials())
                        .anyMatch(trial -> search.pruner().isRung(trial, epoch)))
                .boxed()
                .toList();
    }

    String networkWords() {
        return space.containsKey("network") ? "searched" : network;
    }

    String prunerWords() {
        return pruner + (rungs.isEmpty() ? "" : "; rungs at epochs " + joined(rungs));
    }

    private static String joined(List<Integer> numbers) {
        List<String> words = numbers.stream().map(String::valueOf).toList();
        return words.size() <= MOST_RUNGS
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, 3)) + ", ... " + words.get(words.size() - 1);
    }

    String budgetWords() {
        return trials + (trials == 1 ? " trial" : " trials") + " of at most " + maxEpochs + " epochs"
                + (patience.isPresent() ? ", patience " + patience.getAsInt() : "")
                + maxDuration.map(length -> "; none starts after " + length).orElse("");
    }

    /** The layers of each net. */
    List<String> netLines() {
        var lines = new ArrayList<String>();
        nets.forEach((name, net) -> {
            lines.add("");
            lines.addAll(layerTable(name, net).lines());
        });
        return lines;
    }

    private static Table layerTable(String network, NetDescription net) {
        Table table = Table.of(network.toUpperCase(Locale.ROOT), "OUTPUT", "WEIGHTS");
        net.layers().forEach(layer -> table.row(layer.name(), layer.output(), layer.shapes()));
        return table.row("all", "", String.format(Locale.ROOT, "%,d", net.weights()));
    }
}
