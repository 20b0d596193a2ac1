package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.backbone.BackboneInput;
import dev.fieldmark.jobs.backbone.BackboneInput.Channels;
import dev.fieldmark.jobs.backbone.BackboneInput.Layout;
import dev.fieldmark.jobs.train.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code backbone}: a feature extractor that the user brings. */
final class BackboneReader {
    static final String KEY = "backbone";

    private static final String THREE = "[red, green, blue]";
    private static final ValueRule<String> SHA256 = new ValueRule<>(
            "64 lower-case hex digits, as sha256sum prints them",
            text -> Optional.of(text).filter(Backbone::isSha256));
    private static final ValueRule<Double> POSITIVE = new ValueRule<>(
            "a number > 0", text -> ValueRule.NUMBER.read().apply(text).filter(number -> number > 0));

    private final Problems problems;
    private final DatasetFacts dataset;

    BackboneReader(Problems problems, DatasetFacts dataset) {
        this.problems = problems;
        this.dataset = dataset;
    }

    /** What nets behind it are asked about; where something is wrong, with a problem, about features of no use. */
    Subject read(SpecMapping spec) {
        Optional<SpecMapping> section = spec.section(KEY, "file", "sha256", "output", "input");
        Optional<Backbone> backbone = section.flatMap(this::backbone);
        if (backbone.isPresent()) {
            try {
                return dataset.features(backbone.get());
            } catch (BackboneException e) {
                problems.add(KEY + "." + e.getMessage());
            }
        }
        var unknown = new Backbone("", "0".repeat(64), "", BackboneInput.PLAIN);
        return new Subject.Features(dataset.photos(), unknown, 1);
    }

    private Optional<Backbone> backbone(SpecMapping section) {
        Optional<String> file = section.require("file", ValueRule.TEXT);
        Optional<String> sha256 = section.require("sha256", SHA256);
        Optional<String> output = section.read("output", ValueRule.TEXT);
        Optional<BackboneInput> input =
                section.has("input") ? section.mapping("input").flatMap(this::input) : Optional.of(BackboneInput.PLAIN);
        if (file.isEmpty() || sha256.isEmpty() || input.isEmpty() || (section.has("output") && output.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Backbone(file.get(), sha256.get(), output.orElse(""), input.get()));
    }

    private Optional<BackboneInput> input(SpecMapping input) {
        input.allowing("scale", "mean", "std", "layout", "channels");
        BackboneInput plain = BackboneInput.PLAIN;
        Optional<Double> scale = ofOwn(input, "scale", plain.scale(), input.read("scale", POSITIVE));
        Optional<List<Double>> mean = ofOwn(input, "mean", plain.mean(), three(input, "mean", ValueRule.NUMBER));
        Optional<List<Double>> std = ofOwn(input, "std", plain.std(), three(input, "std", POSITIVE));
        Optional<Layout> layout = ofOwn(input, "layout", plain.layout(), input.read("layout", word(Layout.values())));
        Optional<Channels> channels =
                ofOwn(input, "channels", plain.channels(), input.read("channels", word(Channels.values())));
        if (scale.isEmpty() || mean.isEmpty() || std.isEmpty() || layout.isEmpty() || channels.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BackboneInput(scale.get(), mean.get(), std.get(), layout.get(), channels.get()));
    }

    /** What was read of a key that is there, else the default. */
    private static <T> Optional<T> ofOwn(SpecMapping input, String key, T otherwise, Optional<T> read) {
        return input.has(key) ? read : Optional.of(otherwise);
    }

    private Optional<List<Double>> three(SpecMapping input, String key, ValueRule<Double> rule) {
        Optional<SpecMapping> list = input.list(key, THREE);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        List<Double> numbers = list.get().keys().stream()
                .flatMap(place -> list.get().read(place, rule).stream())
                .toList();
        int size = list.get().keys().size();
        if (size != 3) {
            problems.broken(input.path(key), "a list of " + size, THREE);
        }
        return size == 3 && numbers.size() == 3 ? Optional.of(numbers) : Optional.empty();
    }

    private static <E extends Enum<E>> ValueRule<E> word(E[] values) {
        List<String> words = Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return new ValueRule<>(
                String.join(" or ", words),
                text -> Stream.of(values)
                        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst());
    }
}
