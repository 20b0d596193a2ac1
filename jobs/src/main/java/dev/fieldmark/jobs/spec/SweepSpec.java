package dev.fieldmark.jobs.spec;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fieldmark.jobs.sweep.Budget;
import dev.fieldmark.jobs.sweep.Study;
import dev.fieldmark.jobs.sweep.StudyState;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import dev.fieldmark.jobs.sweep.sample.WarmStart;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A sweep spec that was read and found sound; {@code docs/sweeps.md} explains each key.
 *
 * @param study name of the study: lower-case letters, digits, dashes
 * @param yaml the text it was read from
 * @param data folder of the prepared dataset, where the spec names one
 * @param rows which faces of it train and validate
 * @param network where the space searches it, the first it names
 * @param seed of everything random
 * @param validationFraction where the spec gives one; else the dataset's own
 * @param space what is searched
 * @param sampler made for this spec's space and seed
 * @param pruner made for this spec
 * @param trials budget of trials, >= 1 (grid: the points of the grid where the spec gives none)
 * @param maxEpochs of each trial, >= 1
 * @param formerMaxEpochs those of the smaller budgets with which the study began, the spec's own first
 * @param maxDuration after which no further trial starts
 * @param patience early stopping; where absent, maxEpochs
 * @param threads of each trainer
 * @param warmStart where the parameters of the first trials come from
 * @param init from which weights the nets start; where absent, from drawn ones
 * @param publish what happens to the winner
 */
public record SweepSpec(
        String study,
        String yaml,
        Optional<String> data,
        Rows rows,
        String network,
        long seed,
        OptionalDouble validationFraction,
        SearchSpace space,
        Sampler sampler,
        Pruner pruner,
        int trials,
        int maxEpochs,
        List<Integer> formerMaxEpochs,
        Optional<Duration> maxDuration,
        OptionalInt patience,
        int threads,
        Optional<Warmth> warmStart,
        Optional<Init> init,
        Optional<Publish> publish) {
    public SweepSpec {
        formerMaxEpochs = List.copyOf(formerMaxEpochs);
    }

    /** Epochs over which schedules run: those of the first budget, so that a larger one changes no epoch that was. */
    public int scheduleEpochs() {
        return formerMaxEpochs.isEmpty() ? maxEpochs : formerMaxEpochs.get(0);
    }

    /** The same, its first trials having these parameters. */
    public SweepSpec startingWith(List<SortedMap<String, String>> first) {
        return first.isEmpty()
                ? this
                : new SweepSpec(
                        study,
                        yaml,
                        data,
                        rows,
                        network,
                        seed,
                        validationFraction,
                        space,
                        new WarmStart(first, sampler),
                        pruner,
                        trials,
                        maxEpochs,
                        formerMaxEpochs,
                        maxDuration,
                        patience,
                        threads,
                        warmStart,
                        init,
                        publish);
    }

    /** From which study the first trials come, and how many: its best. */
    public record Warmth(String study, int trials) {}

    /** From which weights the nets start: {@code keypoints@latest}, or a file that ends in {@code .zip}. */
    public record Init(String from) {
        private static final String FILE_END = ".zip";

        public Init {
            if (!from.endsWith(FILE_END)) {
                ModelReference.of(from); // which refuses what is none
            }
        }

        /** The version of the store; empty where it is a file. */
        public Optional<ModelReference> version() {
            return from.endsWith(FILE_END) ? Optional.empty() : Optional.of(ModelReference.of(from));
        }
    }

    /** Under which name the winner is published, and whether only if it beats what is there. */
    public record Publish(ModelName model, When when) {}

    /** When the winner is published. */
    public enum When {
        ALWAYS("always"),
        BETTER_THAN_LATEST("better-than-latest");

        private final String word;

        When(String word) {
            this.word = word;
        }

        /** The spec's word. */
        @JsonValue
        @Override
        public String toString() {
            return word;
        }
    }

    /** The first trials, at most so many, as far as they can be drawn before anything is known of others. */
    public List<Trial> firstTrials(int most) {
        var study = Study.of(
                sampler,
                pruner,
                new Budget(trials, maxEpochs, Optional.empty()),
                InstantSource.system(),
                StudyState.empty());
        return IntStream.range(0, most)
                .mapToObj(number -> study.next())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The recipe of a trial with these parameters: the network's defaults, then the parameters. */
    public Recipe recipe(SortedMap<String, String> parameters) {
        var settings = new TreeMap<>(parameters);
        String net = Optional.ofNullable(settings.remove("network")).orElse(network);
        return Recipe.of(net, settings);
    }
}
