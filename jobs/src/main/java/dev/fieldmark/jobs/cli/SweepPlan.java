package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.flink.sweep.StudyInit;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpec.Publish;
import dev.fieldmark.jobs.spec.SweepSpec.Warmth;
import dev.fieldmark.jobs.sweep.Trial;
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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a sweep is going to do: the answer to {@code --dry-run}.
 *
 * @param space what each parameter of the spec may be, in its order
 * @param searched those that are not always the same
 * @param rungs epochs at which a trial may be stopped; in hyperband its bracket begins at one of them
 * @param warmStart the earlier study whose best are the first trials, and how many they are
 * @param init from which weights the nets start
 * @param firstTrials the first five, or all where there are fewer: those of the earlier study, then as the sampler draws
 * @param nets by the networks that trials may have, each with the lowest or first of what else is searched
 */
record SweepPlan(
        String study,
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
        int threads,
        Optional<Warmth> warmStart,
        Optional<StudyInit> init,
        Optional<Publish> publish,
        OptionalDouble validationFraction,
        Optional<DatasetManifest> dataset,
        List<Trial> firstTrials,
        Map<String, NetDescription> nets) {
    private static final int FIRST_TRIALS = 5;
    private static final int MOST_RUNGS = 12;

    /** @param first parameters of the first trials, from an earlier study */
    static SweepPlan of(
            SweepSpec spec,
            List<SortedMap<String, String>> first,
            Optional<StudyInit> init,
            Optional<DatasetManifest> dataset,
            TrainingEngine engine) {
        var space = new LinkedHashMap<String, String>();
        spec.space().dimensions().forEach((name, dimension) -> {
            String condition = spec.space().condition(name).toString();
            space.put(name, dimension + (condition.isEmpty() ? "" : ", where " + condition));
        });
        return new SweepPlan(
                spec.study(),
                spec.network(),
                spec.seed(),
                space,
                spec.space().searched(),
                spec.sampler().toString(),
                spec.pruner().toString(),
                rungs(spec),
                spec.trials(),
                spec.maxEpochs(),
                spec.maxDuration(),
                spec.patience(),
                spec.threads(),
                spec.warmStart()
                        .filter(warmth -> !first.isEmpty())
                        .map(warmth -> new Warmth(warmth.study(), first.size())),
                init,
                spec.publish(),
                spec.validationFraction(),
                dataset,
                spec.startingWith(first).firstTrials(FIRST_TRIALS),
                nets(spec, engine));
    }

    private static Map<String, NetDescription> nets(SweepSpec spec, TrainingEngine engine) {
        int networks = Optional.ofNullable(spec.space().dimensions().get("network"))
                .map(network -> network.size().orElse(1))
                .orElse(1);
        var nets = new LinkedHashMap<String, NetDescription>();
        for (int i = 0; i < networks; i++) {
            double place = (i + 0.5) / networks;
            Recipe recipe = spec.recipe(spec.space().point(name -> name.equals("network") ? place : 0));
            nets.put(recipe.network(), engine.describe(recipe));
        }
        return nets;
    }

    private static List<Integer> rungs(SweepSpec spec) {
        return IntStream.rangeClosed(1, spec.maxEpochs())
                .filter(epoch -> IntStream.range(0, spec.trials())
                        .anyMatch(trial -> spec.pruner().isRung(trial, epoch)))
                .boxed()
                .toList();
    }

    List<String> lines() {
        Table table = Table.of("PLAN", study);
        table.row("network", space.containsKey("network") ? "searched" : network);
        table.row("seed", seed);
        table.row("sampler", sampler);
        warmStart.ifPresent(warmth -> table.row(
                "begins", "with the best " + warmth.trials() + " of study " + warmth.study() + ", trained again"));
        List<String> begin = init.map(StudyInit::lines).orElse(List.of());
        for (int i = 0; i < begin.size(); i++) {
            table.row(i == 0 ? "init" : "", begin.get(i));
        }
        table.row("pruner", pruner + (rungs.isEmpty() ? "" : "; rungs at epochs " + joined(rungs)));
        table.row("budget", budget());
        table.row("trainer", threads + (threads == 1 ? " thread" : " threads"));
        table.row("publish", publish.map(SweepPlan::publication).orElse("nothing"));
        table.row("data", dataset.map(this::summary).orElse("not given"));
        var lines = new ArrayList<>(table.lines());
        lines.add("");
        Table parameters = Table.of("PARAMETER", "VALUES");
        space.forEach((name, values) -> parameters.row(name, values));
        lines.addAll(parameters.lines());
        lines.add("");
        lines.addAll(trialTable().lines());
        nets.forEach((network, net) -> {
            lines.add("");
            lines.addAll(layerTable(network, net).lines());
        });
        return lines;
    }

    private static String joined(List<Integer> numbers) {
        List<String> words = numbers.stream().map(String::valueOf).toList();
        return words.size() <= MOST_RUNGS
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, 3)) + ", ... " + words.get(words.size() - 1);
    }

    private String budget() {
        return trials + " trials of at most " + maxEpochs + " epochs"
                + (patience.isPresent() ? ", patience " + patience.getAsInt() : "")
                + maxDuration.map(length -> "; none starts after " + length).orElse("");
    }

    private static String publication(Publish publish) {
        return publish.model()
                + switch (publish.when()) {
                    case ALWAYS -> ", always";
                    case BETTER_THAN_LATEST -> ", if better than its latest version";
                };
    }

    private String summary(DatasetManifest manifest) {
        boolean own = validationFraction.isEmpty() || validationFraction.getAsDouble() == manifest.validationFraction();
        return manifest.source() + ", " + manifest.rows() + " rows, " + manifest.completeRows() + " complete; "
                + (own
                        ? manifest.trainRows() + " train, " + manifest.validationRows() + " validate"
                        : validationFraction.getAsDouble() + " of them validate");
    }

    private static Table layerTable(String network, NetDescription net) {
        Table table = Table.of(network.toUpperCase(Locale.ROOT), "OUTPUT", "WEIGHTS");
        net.layers().forEach(layer -> table.row(layer.name(), layer.output(), layer.shapes()));
        return table.row("all", "", String.format(Locale.ROOT, "%,d", net.weights()));
    }

    private Table trialTable() {
        Table table =
                Table.of(Stream.concat(Stream.of("TRIAL"), searched.stream()).toList());
        for (Trial trial : firstTrials) {
            table.row(Stream.concat(
                            Stream.of(String.valueOf(trial.number())),
                            searched.stream().map(name -> trial.parameters().getOrDefault(name, "")))
                    .toList());
        }
        return table;
    }
}
