package dev.fieldmark.jobs.sweep.sample;

import dev.fieldmark.jobs.sweep.sample.Observation.Status;
import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Tree-structured Parzen estimator: divides the trials into a few good ones and the others, draws candidates near the
 * good ones, and proposes the one for which "near the good" exceeds "near the others" most. The first trials are the
 * random sampler's. Trials that still run count among the others, so that parallel trials keep apart.
 *
 * <p>Parameters that exist under the same condition are modelled together, on the trials in which they exist; a
 * candidate's parents are drawn before its children, and their likelihoods multiplied.
 *
 * <p>Source: Bergstra et al. 2011, "Algorithms for Hyper-Parameter Optimization"; defaults as found good by Watanabe 2023,
 * "Tree-Structured Parzen Estimator: Understanding Its Algorithm Components", and Optuna's multivariate TPE.
 *
 * @param inFlight trials that are imagined to train at the same time, >= 1: the study is drawn as so many trainers would
 *     see it
 * @param startupTrials drawn at random, >= 1
 * @param candidates of which one is proposed, >= 1
 */
public record TpeSampler(SearchSpace space, long seed, int inFlight, int startupTrials, int candidates)
        implements Sampler {
    /** Completed ones by loss; then pruned ones, those first that came far; then what diverged. */
    private static final Comparator<Observation> BEST_FIRST = Comparator.comparing(Observation::status)
            .thenComparing(Comparator.comparingInt(TpeSampler::reached).reversed())
            .thenComparingDouble(Observation::loss);

    public TpeSampler {
        requirePositive("in-flight", inFlight);
        requirePositive("startup-trials", startupTrials);
        requirePositive("candidates", candidates);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " was " + value + " but must be >= 1");
        }
    }

    private static int reached(Observation trial) {
        return trial.status() == Status.PRUNED ? trial.epochs() : 0;
    }

    @Override
    public Needs needs(int trial) {
        return trial < startupTrials ? new Needs.Nothing() : new Needs.FreeTrainer(inFlight);
    }

    @Override
    public SortedMap<String, String> propose(int trial, List<Observation> lower) {
        if (trial < startupTrials) {
            return new RandomSampler(space, seed).propose(trial, lower);
        }
        List<Group> groups = groups(lower);
        Draws draws = Draws.of(seed, trial);
        SortedMap<String, String> best = candidate(groups, draws);
        double most = advantage(groups, best);
        for (int i = 1; i < candidates; i++) {
            SortedMap<String, String> candidate = candidate(groups, draws);
            double advantage = advantage(groups, candidate);
            if (advantage > most) {
                best = candidate;
                most = advantage;
            }
        }
        return best;
    }

    private List<Group> groups(List<Observation> lower) {
        List<Observation> ended = lower.stream()
                .filter(trial -> trial.status() != Status.RUNNING)
                .sorted(BEST_FIRST)
                .toList();
        int few = good(ended.size());
        var others = new ArrayList<>(ended.subList(few, ended.size()));
        lower.stream().filter(trial -> trial.status() == Status.RUNNING).forEach(others::add);
        var names = new LinkedHashMap<Condition, List<String>>();
        for (String name : space.parentsFirst()) {
            if (!(space.dimension(name) instanceof Dimension.Fixed)) {
                names.computeIfAbsent(space.condition(name), condition -> new ArrayList<>())
                        .add(name);
            }
        }
        return names.values().stream()
                .map(together -> Group.of(space, together, ended.subList(0, few), others))
                .toList();
    }

    /** A tenth, at most 25. */
    static int good(int ended) {
        return Math.min((ended + 9) / 10, 25);
    }

    private SortedMap<String, String> candidate(List<Group> groups, Draws draws) {
        Map<String, Double> units = new HashMap<>();
        return space.point(name -> {
            for (Group group : groups) {
                if (group.names().contains(name) && !units.containsKey(name)) {
                    units.putAll(group.draw(draws));
                }
            }
            return units.getOrDefault(name, 0.0);
        });
    }

    private static double advantage(List<Group> groups, SortedMap<String, String> candidate) {
        return groups.stream()
                .filter(group -> group.isIn(candidate))
                .mapToDouble(group -> group.advantage(candidate))
                .sum();
    }

    /** Parameters that exist together. */
    private record Group(SearchSpace space, List<String> names, ParzenMixture good, ParzenMixture others) {
        static Group of(SearchSpace space, List<String> names, List<Observation> good, List<Observation> others) {
            List<Axis> axes =
                    names.stream().map(name -> Axis.of(space.dimension(name))).toList();
            return new Group(
                    space,
                    names,
                    new ParzenMixture(axes, places(space, names, good)),
                    new ParzenMixture(axes, places(space, names, others)));
        }

        private static List<double[]> places(SearchSpace space, List<String> names, List<Observation> trials) {
            return trials.stream()
                    .map(Observation::parameters)
                    .filter(parameters -> parameters.containsKey(names.get(0)))
                    .map(parameters -> place(space, names, parameters))
                    .toList();
        }

        private static double[] place(SearchSpace space, List<String> names, Map<String, String> parameters) {
            return names.stream()
                    .mapToDouble(name -> space.dimension(name).unit(parameters.getOrDefault(name, "")))
                    .toArray();
        }

        boolean isIn(Map<String, String> parameters) {
            return parameters.containsKey(names.get(0));
        }

        Map<String, Double> draw(Draws draws) {
            double[] place = good.draw(draws);
            var units = new HashMap<String, Double>();
            for (int i = 0; i < place.length; i++) {
                units.put(names.get(i), place[i]);
            }
            return units;
        }

        double advantage(Map<String, String> parameters) {
            double[] place = place(space, names, parameters);
            return good.logLikelihood(place) - others.logLikelihood(place);
        }
    }

    @Override
    public String toString() {
        return "tpe, " + startupTrials + " random first, best of " + candidates + " candidates, " + inFlight
                + " in flight";
    }
}
