package dev.fieldmark.jobs.spec;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.spec.SweepSpec.Init;
import dev.fieldmark.jobs.spec.SweepSpec.Publish;
import dev.fieldmark.jobs.spec.SweepSpec.Warmth;
import dev.fieldmark.jobs.spec.SweepSpec.When;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Measure;
import dev.fieldmark.store.ModelName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a sweep spec; {@code docs/sweeps.md} explains each key. */
public final class SweepSpecReader {
    private static final ValueRule<String> STUDY = ValueRule.matching(
            Pattern.compile("[a-z][a-z0-9-]{0,63}"),
            "lower-case letters, digits and dashes, a letter first, at most 64");
    private static final ValueRule<ModelName> MODEL = new ValueRule<>(
            "lower-case letters, digits, dots and dashes, a letter first, at most 64",
            text -> Optional.of(text).filter(ModelName::isValid).map(ModelName::new));
    private static final ValueRule<Init> INIT = new ValueRule<>(
            "a model's version such as keypoints@latest, or a file that ends in .zip", SweepSpecReader::init);
    private static final ValueRule<When> WHEN = new ValueRule<>(
            When.ALWAYS + " or " + When.BETTER_THAN_LATEST,
            text -> Stream.of(When.values())
                    .filter(when -> when.toString().equals(text))
                    .findFirst());

    private static final ValueRule<Keypoint> POINT = new ValueRule<>(
            "one of "
                    + String.join(
                            ", ",
                            Stream.of(Keypoint.values()).map(Keypoint::label).toList()),
            text -> Stream.of(Keypoint.values())
                    .filter(point -> point.label().equals(text))
                    .findFirst());
    private static final ValueRule<DatasetKind> KIND = new ValueRule<>(
            Stream.of(DatasetKind.values()).map(DatasetKind::label).collect(Collectors.joining(" or ")),
            text -> Stream.of(DatasetKind.values())
                    .filter(kind -> kind.label().equals(text))
                    .findFirst());
    private static final String TRIALS = "trials";

    private final String yaml;
    private final Problems problems;
    private final SpecMapping spec;
    private final SearchReader searches;

    private SweepSpecReader(String file, String yaml, List<MoreBudget> later, DatasetFacts dataset) {
        this.yaml = yaml;
        this.problems = new Problems(file);
        this.spec = SpecMapping.parse(file, yaml, problems);
        this.searches = new SearchReader(problems, later, dataset);
    }

    /**
     * Reads and checks a spec.
     *
     * @throws SpecException with every mistake in the file
     */
    public static SweepSpec read(Path file, DatasetFacts dataset) throws IOException {
        try {
            return read(String.valueOf(file.getFileName()), Files.readString(file), List.of(), dataset);
        } catch (NoSuchFileException e) {
            throw new SpecException(List.of(file + ": is missing"));
        } catch (CharacterCodingException e) {
            throw new SpecException(List.of(file + ": was no text but must be YAML in UTF-8"));
        }
    }

    /** The same before the dataset is known. */
    public static SweepSpec read(Path file) throws IOException {
        return read(file, DatasetFacts.UNKNOWN);
    }

    /**
     * Checks a spec before the dataset is known.
     *
     * @param name of the file, for the messages
     * @throws SpecException with every mistake in the text
     */
    public static SweepSpec read(String name, String yaml) {
        return read(name, yaml, List.of(), DatasetFacts.UNKNOWN);
    }

    /**
     * Checks a spec whose budget was enlarged later, perhaps several times.
     *
     * @throws SpecException with every mistake in the text
     */
    public static SweepSpec read(String name, String yaml, List<MoreBudget> later, DatasetFacts dataset) {
        return new SweepSpecReader(name, yaml, later, dataset).read();
    }

    private SweepSpec read() {
        spec.require("version", ValueRule.oneOf(List.of("1")));
        problems.throwIfAny(); // another version has other keys
        spec.allowing(
                "version",
                "study",
                "task",
                "network",
                "backbone",
                "seed",
                "validation",
                "objective",
                "space",
                "sampler",
                "pruner",
                "specialists",
                "warm-start",
                "init",
                "early-stopping",
                "budget",
                "trainer",
                "publish");
        Optional<String> study = spec.require("study", STUDY);
        Optional<SpecMapping> task = spec.section("task", "kind", "data", "rows");
        DatasetKind kind = task.flatMap(map -> map.require("kind", KIND)).orElse(DatasetKind.KEYPOINTS);
        if (kind != DatasetKind.KEYPOINTS) {
            refuseOfFaces(kind);
        }
        if (kind != DatasetKind.SPECIES && spec.has(BackboneReader.KEY)) {
            problems.add("backbone must be left out where task.kind is " + kind.label());
        }
        Optional<String> data = task.flatMap(map -> map.read("data", ValueRule.TEXT));
        Optional<Double> validation = spec.inner("validation", "fraction", ValueRule.SHARE);
        checkObjective(kind);
        Optional<Search> search = searches.read(spec, kind, "", KeypointGroup.ALL);
        Optional<Integer> threads = spec.inner("trainer", "threads", ValueRule.COUNT);
        Optional<Warmth> warmStart = warmStart();
        Optional<Init> init = spec.inner("init", "from", INIT);
        Optional<Publish> publish = publish();
        problems.throwIfAny(); // specialists would repeat each
        List<Search> specialists = specialists();
        problems.throwIfAny();
        return new SweepSpec(
                study.orElseThrow(),
                yaml,
                data,
                validation.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                threads.orElse(1),
                specialists.isEmpty() ? List.of(search.orElseThrow()) : specialists,
                warmStart,
                init,
                publish);
    }

    /** Photos have no points to be divided, and each has its species. */
    private void refuseOfFaces(DatasetKind kind) {
        if (spec.has("specialists")) {
            problems.add("specialists must be left out where task.kind is " + kind.label());
        }
        if (spec.mapping("task").map(task -> task.has("rows")).orElse(false)) {
            problems.add("task.rows must be left out where task.kind is " + kind.label());
        }
    }

    private static Optional<Init> init(String text) {
        try {
            return Optional.of(new Init(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Each is read as a spec of its own: its section's keys over those of the whole. */
    private List<Search> specialists() {
        Optional<SpecMapping> sections = spec.mapping("specialists");
        if (sections.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Search>();
        for (String name : sections.get().keys()) {
            if (STUDY.read().apply(name).isEmpty()) {
                problems.broken("a name in specialists", name, STUDY.words());
            }
            sections.get().mapping(name).flatMap(own -> specialist(name, own)).ifPresent(found::add);
        }
        var left = EnumSet.allOf(Keypoint.class);
        found.forEach(search -> left.removeAll(search.points().points()));
        if (!left.isEmpty() && found.size() == sections.get().keys().size()) {
            problems.add("specialists had no points "
                    + left.stream().map(Keypoint::label).collect(Collectors.joining(", "))
                    + " but must have each point in one of them");
        }
        return found;
    }

    private Optional<Search> specialist(String name, SpecMapping own) {
        own.allowing("points", "task", "network", "seed", "space", "sampler", "pruner", "early-stopping", "budget");
        own.mapping("task").ifPresent(task -> task.allowing("rows"));
        Optional<KeypointGroup> points = points(own);
        return points.flatMap(group -> searches.read(overridden(own), DatasetKind.KEYPOINTS, name, group));
    }

    /** The network and the epochs may be said in either of two places: the specialist's stands. */
    private SpecMapping overridden(SpecMapping own) {
        SpecMapping merged = own.over(spec, Set.of("task", "space", "budget"));
        if (own.has("network")) {
            merged.leaveOut("space", "network");
        } else if (own.mapping("space").map(space -> space.has("network")).orElse(false)) {
            merged.leaveOut("network");
        }
        own.mapping("budget").ifPresent(budget -> {
            if (budget.has("epochs")) {
                merged.leaveOut("budget", "max-epochs");
            } else if (budget.has("max-epochs")) {
                merged.leaveOut("budget", "epochs");
            }
        });
        return merged;
    }

    private Optional<KeypointGroup> points(SpecMapping own) {
        Optional<SpecMapping> list = own.requireList("points", "[nose_tip, ...]");
        if (list.isEmpty()) {
            return Optional.empty();
        }
        Set<Keypoint> points = list.get().keys().stream()
                .flatMap(key -> list.get().read(key, POINT).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Keypoint.class)));
        if (points.size() != list.get().keys().size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeypointGroup(points));
        } catch (IllegalArgumentException e) {
            problems.add(own.path(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<Warmth> warmStart() {
        return spec.mapping("warm-start").flatMap(map -> {
            map.allowing("study", TRIALS);
            Optional<String> study = map.require("study", STUDY);
            int trials = map.read(TRIALS, ValueRule.COUNT).orElse(5);
            return study.map(name -> new Warmth(name, trials));
        });
    }

    private void checkObjective(DatasetKind kind) {
        spec.mapping("objective").ifPresent(objective -> {
            objective.allowing("metric", "direction");
            objective.require("metric", ValueRule.oneOf(List.of(Measure.of(kind).word())));
            objective.require("direction", ValueRule.oneOf(List.of("minimize")));
        });
    }

    private Optional<Publish> publish() {
        return spec.mapping("publish").flatMap(map -> {
            map.allowing("model", "when", "ensemble");
            Optional<ModelName> model = map.require("model", MODEL);
            When when = map.read("when", WHEN).orElse(When.BETTER_THAN_LATEST);
            int ensemble = map.read("ensemble", ValueRule.COUNT).orElse(1);
            return model.map(name -> new Publish(name, when, ensemble));
        });
    }
}
