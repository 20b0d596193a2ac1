package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Reads what a spec says of one search: the whole of it, or a specialist's section over the whole. */
final class SearchReader {
    private static final ValueRule<Rows> ROWS = new ValueRule<>(String.join(" or ", Rows.words()), Rows::find);
    private static final ValueRule<Double> IMAGES = new ValueRule<>(
            "a number >= 1", text -> ValueRule.NUMBER.read().apply(text).filter(images -> images >= 1));
    private static final String NETWORK = "network";

    private final Problems problems;
    private final List<MoreBudget> later;
    private final DatasetFacts dataset;

    /** @param later budgets that the study was given since it began */
    SearchReader(Problems problems, List<MoreBudget> later, DatasetFacts dataset) {
        this.problems = problems;
        this.later = List.copyOf(later);
        this.dataset = dataset;
    }

    /** Empty, with a problem, where something is missing or wrong. */
    Optional<Search> read(SpecMapping spec, DatasetKind kind, String specialist, KeypointGroup points) {
        Subject subject = subject(spec, kind);
        Rows rows = spec.mapping("task").flatMap(map -> map.read("rows", ROWS)).orElse(Rows.COMPLETE);
        Optional<String> network = spec.read(NETWORK, ValueRule.oneOf(Recipe.networks(subject)));
        Optional<Long> seed = spec.require("seed", ValueRule.LONG);
        SearchSpace space = space(spec, subject, network, specialist);
        Optional<SpecMapping> budget = spec.section("budget", "trials", "max-epochs", "epochs", "max-duration");
        Optional<Integer> ownMaxEpochs = budget.flatMap(map -> maxEpochs(map, specialist, rows, points));
        Optional<Integer> maxEpochs = ownMaxEpochs.map(own -> latest(MoreBudget::maxEpochs, own));
        var duration = budget.flatMap(map -> map.read("max-duration", ValueRule.DURATION));
        Optional<Sampler> sampler = new SamplerReader(problems, space, seed.orElse(0L)).read(spec);
        Optional<Integer> trials = trials(budget, sampler).map(own -> latest(MoreBudget::trials, own));
        Optional<Pruner> pruner = new PrunerReader(problems, maxEpochs).read(spec);
        Optional<Integer> patience = spec.inner("early-stopping", "patience", ValueRule.COUNT);
        Optional<String> first = network.or(
                () -> Optional.ofNullable(space.dimensions().get(NETWORK)).map(dimension -> dimension.at(0)));
        if (first.isEmpty()
                || seed.isEmpty()
                || sampler.isEmpty()
                || pruner.isEmpty()
                || trials.isEmpty()
                || maxEpochs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Search(
                subject,
                specialist,
                points,
                rows,
                first.get(),
                seed.get(),
                space,
                sampler.get(),
                pruner.get(),
                trials.get(),
                maxEpochs.get(),
                formerMaxEpochs(ownMaxEpochs.get()),
                duration,
                patience.map(OptionalInt::of).orElseGet(OptionalInt::empty)));
    }

    private Subject subject(SpecMapping spec, DatasetKind kind) {
        return switch (kind) {
            case KEYPOINTS -> Subject.FACES;
            case SPECIES -> species(spec);
            case DETECTOR -> Subject.SCENES;
        };
    }

    private Subject species(SpecMapping spec) {
        boolean head = spec.read(NETWORK, ValueRule.TEXT).filter(Recipe::isHead).isPresent();
        if (head || spec.has(BackboneReader.KEY)) {
            return new BackboneReader(problems, dataset).read(spec);
        }
        Subject.Photos photos = dataset.photos();
        try {
            Recipe.of(photos, Recipe.networks(photos).get(0), Map.of());
        } catch (IllegalArgumentException e) { // a side that no net takes
            problems.add("task.data: " + e.getMessage());
        }
        return photos;
    }

    private SearchSpace space(SpecMapping spec, Subject subject, Optional<String> network, String specialist) {
        var reader = new SpaceReader(problems, subject, spec.path("space"));
        SearchSpace space = spec.mapping("space").map(reader::read).orElseGet(() -> SearchSpace.of(Map.of()));
        boolean searched = spec.mapping("space").map(map -> map.has(NETWORK)).orElse(false);
        if (searched && spec.has(NETWORK)) {
            problems.add("network is given twice: at the top and in space");
        } else if (!searched && !spec.has(NETWORK)) {
            problems.broken(NETWORK, "missing", "one of " + String.join(", ", Recipe.networks(subject)));
        }
        reader.check(space, network);
        if (specialist.isEmpty()) {
            return space;
        }
        var dimensions = new LinkedHashMap<String, Dimension>();
        dimensions.put(TrialRow.SPECIALIST, new Dimension.Fixed(specialist));
        dimensions.putAll(space.dimensions());
        return new SearchSpace(dimensions, space.conditions());
    }

    /** Given as such, or as the images that a net sees: at least so many, in whole epochs. */
    private Optional<Integer> maxEpochs(SpecMapping budget, String specialist, Rows rows, KeypointGroup points) {
        if (!budget.has("epochs")) {
            return budget.require("max-epochs", ValueRule.COUNT);
        }
        if (budget.has("max-epochs")) {
            problems.add(budget.path("epochs") + " must be left out beside max-epochs");
            return Optional.empty();
        }
        Optional<Double> images = budget.inner("epochs", "images", IMAGES);
        return images.map(count ->
                (int) Math.min(Integer.MAX_VALUE, Math.ceil(count / dataset.pictures(specialist, rows, points))));
    }

    private int latest(ToIntFunction<MoreBudget> figure, int own) {
        return later.isEmpty() ? own : figure.applyAsInt(later.get(later.size() - 1));
    }

    private List<Integer> formerMaxEpochs(int own) {
        return later.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(own),
                                later.subList(0, later.size() - 1).stream().map(MoreBudget::maxEpochs))
                        .toList();
    }

    /** A grid has as many trials as points where nothing else is said. */
    private static Optional<Integer> trials(Optional<SpecMapping> budget, Optional<Sampler> sampler) {
        OptionalInt size = sampler.map(Sampler::size).orElse(OptionalInt.empty());
        if (budget.isPresent() && !budget.get().has("trials") && size.isPresent()) {
            return Optional.of(size.getAsInt());
        }
        return budget.flatMap(map -> map.require("trials", ValueRule.COUNT));
    }
}
