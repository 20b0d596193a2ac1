package dev.fieldmark.jobs.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.jobs.flink.sweep.StudyInit;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpec.Publish;
import dev.fieldmark.jobs.spec.SweepSpec.Warmth;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.TrainingEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a sweep is going to do: the answer to {@code --dry-run}.
 *
 * @param specialists a search each; one without a name where there are none
 * @param backbone whose features the nets see, in words
 * @param warmStart the earlier study whose best are the first trials, and how many they are
 * @param init from which weights the nets start
 * @param firstTrials the first five, or all where there are fewer: those of the earlier study, then as the sampler draws
 */
record SweepPlan(
        String study,
        List<SearchPlan> specialists,
        List<String> searched,
        int threads,
        Optional<String> backbone,
        Optional<Warmth> warmStart,
        Optional<StudyInit> init,
        Optional<Publish> publish,
        OptionalDouble validationFraction,
        Optional<DatasetSummary> dataset,
        List<Trial> firstTrials) {
    private static final int FIRST_TRIALS = 5;

    /** @param first parameters of the first trials, from an earlier study */
    static SweepPlan of(
            SweepSpec spec,
            List<SortedMap<String, String>> first,
            Optional<StudyInit> init,
            Optional<DatasetSummary> dataset,
            TrainingEngine engine) {
        return new SweepPlan(
                spec.study(),
                spec.searches().stream()
                        .map(search -> SearchPlan.of(search, engine))
                        .toList(),
                spec.searched(),
                spec.threads(),
                backbone(spec),
                spec.warmStart()
                        .filter(warmth -> !first.isEmpty())
                        .map(warmth -> new Warmth(warmth.study(), first.size())),
                init,
                spec.publish(),
                spec.validationFraction(),
                dataset,
                spec.startingWith(first).firstTrials(FIRST_TRIALS));
    }

    private static Optional<String> backbone(SweepSpec spec) {
        return spec.searches().get(0).subject() instanceof Subject.Features features
                ? Optional.of(features.backbone().name() + ", " + features.length() + " features of each photo")
                : Optional.empty();
    }

    /** One document; where there are no specialists, the one search's fields are the plan's own. */
    ObjectNode json() {
        ObjectNode plan = Json.tree(this);
        if (specialists.size() == 1) {
            plan.remove("specialists");
            plan.setAll(Json.tree(specialists.get(0)));
        }
        return plan;
    }

    List<String> lines() {
        Table table = Table.of("PLAN", study);
        specialists.stream()
                .filter(search -> !search.specialist().isEmpty())
                .forEach(search -> table.row(search.specialist(), String.join(", ", search.points())));
        row(table, "network", SearchPlan::networkWords);
        backbone.ifPresent(words -> table.row("backbone", words));
        row(table, "seed", search -> String.valueOf(search.seed()));
        row(table, "sampler", SearchPlan::sampler);
        warmStart.ifPresent(warmth -> table.row(
                "begins", "with the best " + warmth.trials() + " of study " + warmth.study() + ", trained again"));
        List<String> begin = init.map(StudyInit::lines).orElse(List.of());
        for (int i = 0; i < begin.size(); i++) {
            table.row(i == 0 ? "init" : "", begin.get(i));
        }
        row(table, "pruner", SearchPlan::prunerWords);
        row(table, "budget", SearchPlan::budgetWords);
        table.row("trainer", threads + (threads == 1 ? " thread" : " threads"));
        table.row("publish", publish.map(SweepPlan::publication).orElse("nothing"));
        table.row("data", dataset.map(this::summary).orElse("not given"));
        var lines = new ArrayList<>(table.lines());
        lines.add("");
        Table parameters = Table.of("PARAMETER", "VALUES");
        specialists.stream()
                .flatMap(search -> search.space().keySet().stream())
                .filter(name -> !name.equals(TrialRow.SPECIALIST))
                .distinct()
                .forEach(name -> row(parameters, name, search -> search.space().getOrDefault(name, "-")));
        lines.addAll(parameters.lines());
        lines.add("");
        lines.addAll(trialTable().lines());
        specialists.stream().map(SearchPlan::netLines).distinct().forEach(lines::addAll);
        return lines;
    }

    /** A row for all specialists together, or one for each value with those that have it. */
    private void row(Table table, String name, Function<SearchPlan, String> words) {
        var having = new LinkedHashMap<String, List<String>>();
        specialists.forEach(search -> having.computeIfAbsent(words.apply(search), value -> new ArrayList<>())
                .add(search.specialist()));
        having.forEach((value, names) ->
                table.row(name, having.size() == 1 ? value : String.join(", ", names) + ": " + value));
    }

    private static String publication(Publish publish) {
        return publish.model()
                + switch (publish.when()) {
                    case ALWAYS -> ", always";
                    case BETTER_THAN_LATEST -> ", if better than its latest version";
                }
                + (publish.ensemble() == 1 ? "" : ", the best " + publish.ensemble() + " joined");
    }

    private String summary(DatasetSummary manifest) {
        boolean own = validationFraction.isEmpty() || validationFraction.getAsDouble() == manifest.validationFraction();
        return manifest.words() + "; "
                + (own ? manifest.sides() : validationFraction.getAsDouble() + " of them validate");
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
