package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.spec.SweepSpec.Init;
import dev.fieldmark.jobs.spec.SweepSpec.Publish;
import dev.fieldmark.jobs.spec.SweepSpec.Warmth;
import dev.fieldmark.jobs.spec.SweepSpec.When;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.store.ModelName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a sweep spec; {@code docs/sweeps.md} explains each key. */
public final class SweepSpecReader {
    private static final ValueRule<String> STUDY = ValueRule.matching(
            Pattern.compile("[a-z][a-z0-9-]{0,63}"),
            "lower-case letters, digits and dashes, a letter first, at most 64");
    private static final ValueRule<ModelName> MODEL = new ValueRule<>(
            "lower-case letters, digits, dots and dashes, a letter first, at most 64",
            text -> Optional.of(text).filter(ModelName::isValid).map(ModelName::new));
    private static final ValueRule<Rows> ROWS = new ValueRule<>(String.join(" or ", Rows.words()), Rows::find);
    private static final ValueRule<Init> INIT = new ValueRule<>(
            "a model's version such as keypoints@latest, or a file that ends in .zip", SweepSpecReader::init);
    private static final ValueRule<When> WHEN = new ValueRule<>(
            When.ALWAYS + " or " + When.BETTER_THAN_LATEST,
            text -> Stream.of(When.values())
                    .filter(when -> when.toString().equals(text))
                    .findFirst());

    private final String yaml;
    private final Problems problems;
    private final SpecMapping spec;
    private final List<MoreBudget> later;

    private SweepSpecReader(String file, String yaml, List<MoreBudget> later) {
        this.yaml = yaml;
        this.later = List.copyOf(later);
        this.problems = new Problems(file);
        this.spec = SpecMapping.parse(file, yaml, problems);
    }

    /**
     * Reads and checks a spec.
     *
     * @throws SpecException with every mistake in the file
     */
    public static SweepSpec read(Path file) throws IOException {
        try {
            return read(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new SpecException(List.of(file + ": is missing"));
        } catch (CharacterCodingException e) {
            throw new SpecException(List.of(file + ": was no text but must be YAML in UTF-8"));
        }
    }

    /**
     * Checks a spec.
     *
     * @param name of the file, for the messages
     * @throws SpecException with every mistake in the text
     */
    public static SweepSpec read(String name, String yaml) {
        return read(name, yaml, List.of());
    }

    /**
     * Checks a spec whose budget was enlarged later, perhaps several times.
     *
     * @throws SpecException with every mistake in the text
     */
    public static SweepSpec read(String name, String yaml, List<MoreBudget> later) {
        return new SweepSpecReader(name, yaml, later).read();
    }

    private SweepSpec read() {
        spec.require("version", ValueRule.oneOf(List.of("1")));
        problems.throwIfAny(); // another version has other keys
        spec.allowing(
                "version",
                "study",
                "task",
                "network",
                "seed",
                "validation",
                "objective",
                "space",
                "sampler",
                "pruner",
                "warm-start",
                "init",
                "early-stopping",
                "budget",
                "trainer",
                "publish");
        Optional<String> study = spec.require("study", STUDY);
        Optional<SpecMapping> task = task();
        Optional<String> data = task.flatMap(map -> map.read("data", ValueRule.TEXT));
        Optional<Rows> rows = task.flatMap(map -> map.read("rows", ROWS));
        Optional<String> network = spec.read("network", ValueRule.oneOf(Recipe.networks()));
        Optional<Long> seed = spec.require("seed", ValueRule.LONG);
        Optional<Double> validation = inner("validation", "fraction", ValueRule.SHARE);
        checkObjective();
        SearchSpace space = space(network);
        Optional<SpecMapping> budget = section("budget", "trials", "max-epochs", "max-duration");
        Optional<Integer> ownMaxEpochs = budget.flatMap(map -> map.require("max-epochs", ValueRule.COUNT));
        Optional<Integer> maxEpochs = ownMaxEpochs.map(own -> latest(MoreBudget::maxEpochs, own));
        var duration = budget.flatMap(map -> map.read("max-duration", ValueRule.DURATION));
        Optional<Sampler> sampler = new SamplerReader(problems, space, seed.orElse(0L)).read(spec);
        Optional<Integer> trials = trials(budget, sampler).map(own -> latest(MoreBudget::trials, own));
        Optional<Pruner> pruner = new PrunerReader(problems, maxEpochs).read(spec);
        Optional<Integer> patience = inner("early-stopping", "patience", ValueRule.COUNT);
        Optional<Integer> threads = inner("trainer", "threads", ValueRule.COUNT);
        Optional<Warmth> warmStart = warmStart();
        Optional<Init> init = inner("init", "from", INIT);
        Optional<Publish> publish = publish();
        problems.throwIfAny();
        return new SweepSpec(
                study.orElseThrow(),
                yaml,
                data,
                rows.orElse(Rows.COMPLETE),
                network.or(() -> Optional.ofNullable(space.dimensions().get("network"))
                                .map(dimension -> dimension.at(0)))
                        .orElseThrow(),
                seed.orElseThrow(),
                validation.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                space,
                sampler.orElseThrow(),
                pruner.orElseThrow(),
                trials.orElseThrow(),
                maxEpochs.orElseThrow(),
                formerMaxEpochs(ownMaxEpochs.orElseThrow()),
                duration,
                patience.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                threads.orElse(1),
                warmStart,
                init,
                publish);
    }

    private static Optional<Init> init(String text) {
        try {
            return Optional.of(new Init(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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

    private Optional<Warmth> warmStart() {
        return spec.mapping("warm-start").flatMap(map -> {
            map.allowing("study", "trials");
            Optional<String> study = map.require("study", STUDY);
            int trials = map.read("trials", ValueRule.COUNT).orElse(5);
            return study.map(name -> new Warmth(name, trials));
        });
    }

    private Optional<SpecMapping> section(String name, String... keys) {
        if (!spec.has(name)) {
            problems.broken(name, "missing", "a mapping {...}");
        }
        return spec.mapping(name).map(section -> section.allowing(keys));
    }

    /** The one key of a section that may be left out whole. */
    private <T> Optional<T> inner(String section, String key, ValueRule<T> rule) {
        return spec.mapping(section).flatMap(map -> map.allowing(key).require(key, rule));
    }

    private Optional<SpecMapping> task() {
        Optional<SpecMapping> task = section("task", "kind", "data", "rows");
        task.ifPresent(map -> map.require("kind", ValueRule.oneOf(List.of("keypoints"))));
        return task;
    }

    private void checkObjective() {
        spec.mapping("objective").ifPresent(objective -> {
            objective.allowing("metric", "direction");
            objective.require("metric", ValueRule.oneOf(List.of("rmse-pixels")));
            objective.require("direction", ValueRule.oneOf(List.of("minimize")));
        });
    }

    private SearchSpace space(Optional<String> network) {
        var reader = new SpaceReader(problems);
        SearchSpace space = spec.mapping("space").map(reader::read).orElseGet(() -> SearchSpace.of(Map.of()));
        boolean searched = spec.mapping("space").map(map -> map.has("network")).orElse(false);
        if (searched && spec.has("network")) {
            problems.add("network is given twice: at the top and in space");
        } else if (!searched && !spec.has("network")) {
            problems.broken("network", "missing", "one of " + String.join(", ", Recipe.networks()));
        }
        reader.check(space, network);
        return space;
    }

    /** A grid has as many trials as points where nothing else is said. */
    private Optional<Integer> trials(Optional<SpecMapping> budget, Optional<Sampler> sampler) {
        OptionalInt size = sampler.map(Sampler::size).orElse(OptionalInt.empty());
        if (budget.isPresent() && !budget.get().has("trials") && size.isPresent()) {
            return Optional.of(size.getAsInt());
        }
        return budget.flatMap(map -> map.require("trials", ValueRule.COUNT));
    }

    private Optional<Publish> publish() {
        return spec.mapping("publish").flatMap(map -> {
            map.allowing("model", "when");
            Optional<ModelName> model = map.require("model", MODEL);
            When when = map.read("when", WHEN).orElse(When.BETTER_THAN_LATEST);
            return model.map(name -> new Publish(name, when));
        });
    }
}
