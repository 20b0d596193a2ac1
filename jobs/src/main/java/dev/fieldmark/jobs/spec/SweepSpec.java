package dev.fieldmark.jobs.spec;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.sweep.Searches;
import dev.fieldmark.jobs.sweep.StudyState;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.Measure;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A sweep spec that was read and found sound; {@code docs/sweeps.md} explains each key.
 *
 * @param study name of the study: lower-case letters, digits, dashes
 * @param yaml the text it was read from
 * @param data folder of the prepared dataset, where the spec names one
 * @param validationFraction where the spec gives one; else the dataset's own
 * @param threads of each trainer
 * @param searches one for each specialist; one alone where there are none
 * @param warmStart where the parameters of the first trials come from
 * @param init from which weights the nets start; where absent, from drawn ones
 * @param publish what happens to the winners
 */
public record SweepSpec(
        String study,
        String yaml,
        Optional<String> data,
        OptionalDouble validationFraction,
        int threads,
        List<Search> searches,
        Optional<Warmth> warmStart,
        Optional<Init> init,
        Optional<Publish> publish) {
    public SweepSpec {
        searches = List.copyOf(searches);
    }

    /** Which datasets it is for. */
    public DatasetKind kind() {
        Subject subject = searches.get(0).subject();
        if (subject instanceof Subject.Species) {
            return DatasetKind.SPECIES;
        }
        return subject instanceof Subject.Scenes ? DatasetKind.DETECTOR : DatasetKind.KEYPOINTS;
    }

    /** In what its losses are told. */
    public Measure measure() {
        return Measure.of(kind());
    }

    /** Whether its nets learn a group of the points each. */
    public boolean hasSpecialists() {
        return !searches.get(0).specialist().isEmpty();
    }

    /** To which a trial belongs. */
    public Search search(int trial) {
        return searches.get(trial % searches.size());
    }

    /** Budget of trials, of all searches together. */
    public int trials() {
        return searches.stream().mapToInt(Search::trials).sum();
    }

    /** Of the search whose trials may train longest. */
    public int maxEpochs() {
        return searches.stream().mapToInt(Search::maxEpochs).max().orElseThrow();
    }

    /** Whether a trial is asked at this epoch whether to go on. */
    public boolean isRung(int trial, int epoch) {
        return search(trial).pruner().isRung(trial / searches.size(), epoch);
    }

    /** The parameters that are not always the same. */
    public List<String> searched() {
        Stream<String> specialist = hasSpecialists() ? Stream.of(TrialRow.SPECIALIST) : Stream.empty();
        return Stream.concat(specialist, searches.stream().flatMap(search -> search.space().searched().stream()))
                .distinct()
                .toList();
    }

    /** How many of each search's best are joined into what is published. */
    public int ensemble() {
        return publish.map(Publish::ensemble).orElse(1);
    }

    /** The same, its first trials having these parameters. */
    public SweepSpec startingWith(List<SortedMap<String, String>> first) {
        return new SweepSpec(
                study,
                yaml,
                data,
                validationFraction,
                threads,
                searches.stream().map(search -> search.startingWith(first)).toList(),
                warmStart,
                init,
                publish);
    }

    /** Its searches from these states on, one for each; none for new ones. */
    public Searches begin(InstantSource clock, List<StudyState> states) {
        return new Searches(IntStream.range(0, searches.size())
                .mapToObj(i -> new Searches.Part(
                        searches.get(i).study(clock, states.isEmpty() ? StudyState.empty() : states.get(i)),
                        searches.get(i).points().points().size()))
                .toList());
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

    /**
     * What happens to the winners.
     *
     * @param model under which name they are published
     * @param when whether only if they beat what is there
     * @param ensemble how many of each search's best trials are joined, >= 1
     */
    public record Publish(ModelName model, When when, int ensemble) {}

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
        Searches begun = begin(InstantSource.system(), List.of());
        return IntStream.range(0, most)
                .mapToObj(number -> begun.next())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The recipe of a trial. */
    public Recipe recipe(Trial trial) {
        return search(trial.number()).recipe(trial.parameters());
    }
}
