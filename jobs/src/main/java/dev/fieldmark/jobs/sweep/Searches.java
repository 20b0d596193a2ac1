package dev.fieldmark.jobs.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The searches of a study as one: one for each specialist, or one alone. Trial n is trial n / k of search n % k, where k
 * is how many searches there are; so no number changes when a search's budget grows, and each search hears of its own
 * trials alone.
 *
 * @param parts in the order of the spec, one at least
 */
public record Searches(List<Part> parts) {
    /**
     * A search.
     *
     * @param points for how many its nets answer: the weight of its loss in that of the whole
     */
    public record Part(Study study, int points) {}

    public Searches {
        parts = List.copyOf(parts);
    }

    private Study of(int trial) {
        return parts.get(trial % parts.size()).study();
    }

    private int within(int trial) {
        return trial / parts.size();
    }

    private int number(int part, int trial) {
        return trial * parts.size() + part;
    }

    private Trial named(int part, Trial trial) {
        return new Trial(number(part, trial.number()), trial.parameters());
    }

    private TrialRow named(int part, TrialRow row) {
        return row.numbered(number(part, row.trial()));
    }

    private List<Answer> named(int trial, List<Answer> answers) {
        return answers.stream()
                .map(answer -> new Answer(number(trial % parts.size(), answer.trial()), answer.epoch(), answer.stop()))
                .toList();
    }

    private <T> Stream<T> each(Function<Study, Stream<T>> some, Numbered<T> number) {
        return IntStream.range(0, parts.size())
                .boxed()
                .flatMap(part -> some.apply(parts.get(part).study()).map(one -> number.of(part, one)));
    }

    private interface Numbered<T> {
        T of(int part, T within);
    }

    private int sum(ToIntFunction<Study> some) {
        return parts.stream().mapToInt(part -> some.applyAsInt(part.study())).sum();
    }

    /** What a checkpoint keeps, in the order of the parts. */
    public List<StudyState> states() {
        return parts.stream().map(part -> part.study().state()).toList();
    }

    /** The next trial to train, as {@link Study#next}: of the search that comes first with it. */
    public Optional<Trial> next() {
        Optional<Trial> again = givenBack();
        if (again.isPresent()) {
            int part = again.get().number() % parts.size();
            return parts.get(part).study().next().map(trial -> named(part, trial));
        }
        return IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(
                        part -> number(part, parts.get(part).study().proposed())))
                .flatMap(part -> parts.get(part).study().next().map(trial -> named(part, trial)).stream())
                .findFirst();
    }

    /** The lowest trial that was given back and that nobody has taken again. */
    public Optional<Trial> givenBack() {
        return each(study -> study.givenBack().stream(), this::named).min(Comparator.comparing(Trial::number));
    }

    public Trial trial(int number) {
        return named(number % parts.size(), of(number).trial(within(number)));
    }

    public void giveBack(int trial) {
        of(trial).giveBack(within(trial));
    }

    public void hold(int trial) {
        of(trial).hold(within(trial));
    }

    public void finish(int trial) {
        of(trial).finish(within(trial));
    }

    public List<Integer> reopenable() {
        return each(study -> study.reopenable().stream(), this::number).sorted().toList();
    }

    public void reopen(int trial) {
        of(trial).reopen(within(trial));
    }

    public List<Answer> endEarly(int trial) {
        return named(trial, of(trial).endEarly(within(trial)));
    }

    public Optional<Report> rungReport(int trial, int epoch) {
        return of(trial).rungReport(within(trial), epoch).map(report -> report.of(trial));
    }

    /** As {@link Study#report}: the answers are for trials of the same search. */
    public List<Answer> report(Report report) {
        return named(report.trial(), of(report.trial()).report(report.of(within(report.trial()))));
    }

    public boolean isOver() {
        return parts.stream().allMatch(part -> part.study().isOver());
    }

    public int total() {
        return sum(Study::total);
    }

    public int ended() {
        return sum(Study::ended);
    }

    public int ended(End how) {
        return sum(study -> study.ended(how));
    }

    public int irreproducible() {
        return sum(Study::irreproducible);
    }

    public List<Integer> undecided() {
        return each(study -> study.undecided().stream(), this::number).sorted().toList();
    }

    /** All trials so far, by number. */
    public List<TrialRow> table() {
        return each(study -> study.table().stream(), this::named)
                .sorted(Comparator.comparing(TrialRow::trial))
                .toList();
    }

    public TrialRow row(int trial) {
        return named(trial % parts.size(), of(trial).row(within(trial)));
    }

    /** The best trials of each search that ended, at most so many of each, search after search. */
    public List<TrialRow> leaders(int most) {
        return each(study -> study.leaders(most).stream(), this::named).toList();
    }

    /** Whether a trial that ended is among the best of its search, at most so many. */
    public boolean leads(int trial, int most) {
        return of(trial).leaders(most).stream().anyMatch(row -> row.trial() == within(trial));
    }

    /** Whether both belong to one search. */
    public boolean areRivals(int trial, int other) {
        return trial % parts.size() == other % parts.size();
    }

    /** Whether each search has a trial that may win. */
    public boolean hasWinners() {
        return parts.stream().noneMatch(part -> part.study().leaders(1).isEmpty());
    }

    /** The mean of the lowest validation losses, by the points that each search answers for; NaN where one has none. */
    public double bestLoss() {
        return meanLoss(leaders(1), trial -> parts.get(trial % parts.size()).points(), parts.size());
    }

    /**
     * The same of the best trial of each search.
     *
     * @param points for how many points a trial's net answers, by its number
     * @param searches how many there are; where some have no best trial, the mean is NaN
     */
    public static double meanLoss(List<TrialRow> best, IntUnaryOperator points, int searches) {
        double all = best.stream().mapToInt(TrialRow::trial).map(points).sum();
        return best.size() < searches
                ? Double.NaN
                : best.stream()
                        .mapToDouble(row -> points.applyAsInt(row.trial()) / all * row.bestLoss())
                        .sum();
    }
}
