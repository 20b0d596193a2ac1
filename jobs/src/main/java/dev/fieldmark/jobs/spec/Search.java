package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.sweep.Budget;
import dev.fieldmark.jobs.sweep.Study;
import dev.fieldmark.jobs.sweep.StudyState;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import dev.fieldmark.jobs.sweep.sample.Sampler;
import dev.fieldmark.jobs.sweep.sample.WarmStart;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is searched for one net: the whole of a spec, or one of its specialists.
 *
 * @param subject what its nets are asked about
 * @param specialist its name; empty where the spec has no specialists
 * @param points that its nets learn
 * @param rows which faces of the dataset train and validate
 * @param network where the space searches it, the first it names
 * @param seed of everything random
 * @param space what is searched; a specialist's name is a parameter in it that is always the same
 * @param sampler made for this space and seed
 * @param pruner made for this search
 * @param trials budget of trials, >= 1 (grid: the points of the grid where the spec gives none)
 * @param maxEpochs of each trial, >= 1
 * @param formerMaxEpochs those of the smaller budgets with which the study began, the spec's own first
 * @param maxDuration after which no further trial starts
 * @param patience early stopping; where absent, maxEpochs
 */
public record Search(
        Subject subject,
        String specialist,
        KeypointGroup points,
        Rows rows,
        String network,
        long seed,
        SearchSpace space,
        Sampler sampler,
        Pruner pruner,
        int trials,
        int maxEpochs,
        List<Integer> formerMaxEpochs,
        Optional<Duration> maxDuration,
        OptionalInt patience) {
    private static final String NETWORK = "network";

    public Search {
        formerMaxEpochs = List.copyOf(formerMaxEpochs);
    }

    /** Epochs over which schedules run: those of the first budget, so that a larger one changes no epoch that was. */
    public int scheduleEpochs() {
        return formerMaxEpochs.isEmpty() ? maxEpochs : formerMaxEpochs.get(0);
    }

    public Budget budget() {
        return new Budget(trials, maxEpochs, formerMaxEpochs, maxDuration);
    }

    /** From this state on. */
    Study study(InstantSource clock, StudyState state) {
        return Study.of(sampler, pruner, budget(), clock, state);
    }

    /** The same, its first trials having those of these parameters that are points of its space. */
    Search startingWith(List<SortedMap<String, String>> first) {
        List<SortedMap<String, String>> own =
                first.stream().filter(space::contains).toList();
        return own.isEmpty()
                ? this
                : new Search(
                        subject,
                        specialist,
                        points,
                        rows,
                        network,
                        seed,
                        space,
                        new WarmStart(own, sampler),
                        pruner,
                        trials,
                        maxEpochs,
                        formerMaxEpochs,
                        maxDuration,
                        patience);
    }

    /** The recipe of a trial with these parameters: the network's defaults, then the parameters. */
    public Recipe recipe(SortedMap<String, String> parameters) {
        var settings = new TreeMap<>(parameters);
        settings.remove(TrialRow.SPECIALIST);
        String net = Optional.ofNullable(settings.remove(NETWORK)).orElse(network);
        return Recipe.of(subject, net, settings);
    }
}
