package dev.fieldmark.jobs.sweep;

import dev.fieldmark.jobs.sweep.TrialHistory.Standing;
import dev.fieldmark.jobs.sweep.prune.Curve;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import dev.fieldmark.jobs.sweep.sample.Needs;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Hands out trials, hears what their trainers report, and says who stops. What it decides is a function of the
 * sampler, the pruner and the losses alone, never of timing: at a rung a trial hears its answer once every trial with a
 * lower number that the pruner compares has reported that rung or is over, and a trial is drawn once its sampler can see
 * what it needs ({@link Timetable}). So trainers must take trials with the lowest numbers first.
 *
 * <p>Trainers may be lost and repeat themselves: a report that is known gets the answer that is known. One thread.
 */
public final class Study {
    private final Sampler sampler;
    private final Pruner pruner;
    private final Budget budget;
    private final InstantSource clock;
    private final List<TrialHistory> trials;
    private final WaitingTrials waiting = new WaitingTrials();
    private Optional<Instant> deadline;
    private int irreproducible;
    /** Empty where an end changed since it was counted: people ask far more often than trials end. */
    private Optional<Ends> ends = Optional.empty();

    /** How many trials ended how, and those that may win, the best first. */
    private record Ends(Map<End, Integer> counts, List<Integer> best) {}

    private Study(Sampler sampler, Pruner pruner, Budget budget, InstantSource clock, StudyState state) {
        this.sampler = sampler;
        this.pruner = pruner;
        this.budget = budget;
        this.clock = clock;
        this.trials = new ArrayList<>(state.trials());
        this.deadline = state.deadline();
        this.irreproducible = state.irreproducible();
        IntStream.range(0, trials.size())
                .filter(number -> trials.get(number).undecided())
                .forEach(waiting::add);
    }

    /** A study that goes on from this state; {@link StudyState#empty()} for a new one. */
    public static Study of(Sampler sampler, Pruner pruner, Budget budget, InstantSource clock, StudyState state) {
        return new Study(sampler, pruner, budget, clock, state);
    }

    public StudyState state() {
        return new StudyState(trials, deadline, irreproducible);
    }

    /**
     * The next trial to train: what was given back first, the lowest number first; none where none is to come, or where
     * the sampler has to hear of others first: then a later report may make one possible.
     */
    public Optional<Trial> next() {
        Optional<Trial> again = givenBack();
        again.ifPresent(trial -> stands(trial.number(), Standing.HELD));
        return again.isPresent() ? again : propose();
    }

    /** The lowest trial that was given back and that nobody has taken again. */
    public Optional<Trial> givenBack() {
        return IntStream.range(0, trials.size())
                .filter(number -> trials.get(number).standing() == Standing.GIVEN_BACK)
                .mapToObj(this::trial)
                .findFirst();
    }

    private Optional<Trial> propose() {
        if (!mayPropose()) {
            return Optional.empty();
        }
        int number = trials.size();
        var timetable = new Timetable(trials);
        Needs needs = sampler.needs(number);
        OptionalLong start = timetable.start(needs);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        if (deadline.isEmpty()) {
            deadline = budget.maxDuration().map(clock.instant()::plus);
        }
        var parameters = sampler.propose(number, timetable.seenBy(needs, start.getAsLong()));
        trials.add(TrialHistory.proposed(parameters, start.getAsLong()));
        return Optional.of(trial(number));
    }

    private boolean mayPropose() {
        return trials.size() < most()
                && deadline.map(end -> clock.instant().isBefore(end)).orElse(true);
    }

    /** How many trials there are so far. */
    public int proposed() {
        return trials.size();
    }

    private int most() {
        return Math.min(budget.trials(), sampler.size().orElse(Integer.MAX_VALUE));
    }

    /** The trial with this number. */
    public Trial trial(int number) {
        return new Trial(number, trials.get(number).parameters());
    }

    /** Its trainer was lost with all it had handed over: the trial is to be trained again. */
    public void giveBack(int trial) {
        stands(trial, Standing.GIVEN_BACK);
    }

    /** A trainer has it, perhaps again, and will finish it. */
    public void hold(int trial) {
        stands(trial, Standing.HELD);
    }

    /** Its trainer handed over everything about the trial, which ended. */
    public void finish(int trial) {
        stands(trial, Standing.FINISHED);
    }

    /** Finished trials that completed a smaller budget: they are to go on, once no failure can undo their finish. */
    public List<Integer> reopenable() {
        return IntStream.range(0, trials.size())
                .filter(number -> isReopenable(trials.get(number)))
                .boxed()
                .toList();
    }

    private boolean isReopenable(TrialHistory history) {
        return history.standing() == Standing.FINISHED
                && history.end().equals(Optional.of(End.COMPLETED))
                && history.lastEpoch() < budget.maxEpochs();
    }

    /** Lets somebody go on with a {@link #reopenable()} trial, from its last epoch. */
    public void reopen(int trial) {
        change(trial, history -> history.reopened(pruner.isRung(trial, history.lastEpoch())));
    }

    /** A trial that was reopened turns out to have no patience left. */
    public List<Answer> endEarly(int trial) {
        change(trial, history -> history.end().isPresent() ? history : history.ended(End.EARLY_STOPPED));
        List<Answer> answers =
                new ArrayList<>(List.of(new Answer(trial, trials.get(trial).lastEpoch(), true)));
        answers.addAll(decide());
        return answers;
    }

    /** The report of the last epoch known of this trial, where that is a rung: who goes on from there asks again. */
    public Optional<Report> rungReport(int number, int epoch) {
        return pruner.isRung(number, epoch)
                ? Optional.of(new Report(number, epoch, trials.get(number).losses(epoch), false))
                : Optional.empty();
    }

    private void stands(int trial, Standing standing) {
        change(trial, history -> history.standing(standing));
    }

    /** Takes a report, and gives every answer that it makes possible, for any trial, in order of number. */
    public List<Answer> report(Report report) {
        TrialHistory history = trials.get(report.trial());
        if (history.lastEpoch() >= report.epoch() || history.end().isPresent()) {
            List<Answer> answers = new ArrayList<>(repeat(history, report));
            answers.addAll(decide());
            return answers;
        }
        if (report.epoch() > history.lastEpoch() + 1) {
            throw new IllegalArgumentException("report of trial " + report.trial() + " was of epoch " + report.epoch()
                    + " but must be of epoch " + (history.lastEpoch() + 1) + " or before");
        }
        if (history.undecided()) {
            throw new IllegalArgumentException("report of trial " + report.trial() + " was of epoch " + report.epoch()
                    + " but must wait for the answer to epoch " + history.lastEpoch());
        }
        Optional<End> end = end(report);
        boolean waits = end.isEmpty() && pruner.isRung(report.trial(), report.epoch());
        change(report.trial(), known -> {
            TrialHistory longer = known.plus(report.losses()).undecided(waits);
            return end.map(longer::ended).orElse(longer);
        });
        List<Answer> answers = new ArrayList<>(decide());
        if (!waits) {
            answers.add(0, new Answer(report.trial(), report.epoch(), end.isPresent()));
        }
        return answers;
    }

    private List<Answer> repeat(TrialHistory history, Report report) {
        boolean beyond = report.epoch() > history.lastEpoch();
        if (beyond || !history.losses(report.epoch()).equals(report.losses())) {
            irreproducible++;
        }
        boolean last = report.epoch() >= history.lastEpoch();
        if (last && history.undecided()) {
            return List.of();
        }
        return List.of(
                new Answer(report.trial(), report.epoch(), last && history.end().isPresent()));
    }

    private Optional<End> end(Report report) {
        if (report.losses().diverged()) {
            return Optional.of(End.DIVERGED);
        }
        if (!report.ended()) {
            return Optional.empty();
        }
        return Optional.of(budget.completesAt(report.epoch()) ? End.COMPLETED : End.EARLY_STOPPED);
    }

    private List<Answer> decide() {
        List<Answer> answers = new ArrayList<>();
        for (int number : waiting.numbers()) {
            TrialHistory history = trials.get(number);
            int rung = history.lastEpoch();
            if (waiting.isDue(
                    number,
                    lower ->
                            !pruner.compares(number, lower) || trials.get(lower).isKnownAt(rung))) {
                boolean stop = pruner.stops(history.curve(number, rung), curves(compared(number), rung));
                change(number, known -> stop ? known.ended(End.PRUNED) : known.undecided(false));
                answers.add(new Answer(number, rung, stop));
            }
        }
        return answers;
    }

    private List<Integer> compared(int trial) {
        return IntStream.range(0, trial)
                .filter(lower -> pruner.compares(trial, lower))
                .boxed()
                .toList();
    }

    private List<Curve> curves(List<Integer> numbers, int rung) {
        return numbers.stream()
                .filter(number -> trials.get(number).lastEpoch() >= rung
                        && !trials.get(number).divergedBy(rung))
                .map(number -> trials.get(number).curve(number, rung))
                .toList();
    }

    /** Whether no trial is to come and every trial is finished. */
    public boolean isOver() {
        return !mayPropose()
                && trials.stream().allMatch(trial -> trial.standing() == Standing.FINISHED)
                && reopenable().isEmpty();
    }

    /** How many trials there are or may yet be. */
    public int total() {
        return mayPropose() ? most() : trials.size();
    }

    /** Trials that ended. */
    public int ended() {
        return Stream.of(End.values()).mapToInt(this::ended).sum();
    }

    /** Trials that ended so. */
    public int ended(End how) {
        return ends().counts().getOrDefault(how, 0);
    }

    private Ends ends() {
        Ends known = ends.orElseGet(this::countEnds);
        ends = Optional.of(known);
        return known;
    }

    private Ends countEnds() {
        var counts = new EnumMap<End, Integer>(End.class);
        trials.forEach(trial -> trial.end().ifPresent(how -> counts.merge(how, 1, Integer::sum)));
        double[] losses =
                IntStream.range(0, trials.size()).mapToDouble(this::bestLoss).toArray();
        return new Ends(
                counts,
                IntStream.range(0, trials.size())
                        .filter(number -> mayWin(trials.get(number)))
                        .boxed()
                        .sorted(Comparator.comparingDouble(number -> losses[number])) // of equals the first
                        .toList());
    }

    private double bestLoss(int number) {
        TrialHistory history = trials.get(number);
        return history.bestLossUpTo(history.lastEpoch());
    }

    /** Reports that differed from what was known of the same trial and epoch: training was not deterministic. */
    public int irreproducible() {
        return irreproducible;
    }

    /** The best of those that ended: the lowest best validation loss, of equals the lowest number, never diverged. */
    public List<TrialRow> leaders(int most) {
        return ends().best().stream().limit(most).map(this::row).toList();
    }

    private static boolean mayWin(TrialHistory history) {
        return history.end().filter(end -> end != End.DIVERGED).isPresent()
                && history.bestEpoch().isPresent();
    }

    /** Trials that wait at a rung for their answer, in order of number. */
    public List<Integer> undecided() {
        return waiting.numbers();
    }

    /** All trials so far, by number. */
    public List<TrialRow> table() {
        return IntStream.range(0, trials.size()).mapToObj(this::row).toList();
    }

    /** One of them. */
    public TrialRow row(int trial) {
        return TrialRow.of(trial(trial), trials.get(trial));
    }

    private void change(int trial, UnaryOperator<TrialHistory> change) {
        TrialHistory before = trials.get(trial);
        TrialHistory after = change.apply(before);
        trials.set(trial, after);
        if (!after.end().equals(before.end())) {
            ends = Optional.empty();
        }
        if (before.end().isPresent() && after.end().isEmpty()) {
            waiting.lookAgain();
        }
        if (after.undecided() && !before.undecided()) {
            waiting.add(trial);
        } else if (!after.undecided()) {
            waiting.remove(trial);
        }
    }
}
