package dev.fieldmark.jobs.sweep.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asynchronous successive halving in several brackets at once: the first begins to compare at minEpochs, each further
 * one later by a factor of reduction, the last never. It hedges against losses of early epochs that tell little about
 * later ones. A trial's bracket follows from its number; it is compared within its bracket alone.
 *
 * <p>Source: Li et al. 2017, "Hyperband"; with ASHA within the brackets as in Li et al. 2018, section 3.3.
 */
public final class Hyperband implements Pruner {
    private final List<Asha> rungs = new ArrayList<>();
    /** Brackets in the order in which trials take them, again and again. */
    private final List<Integer> turns;

    private final String words;

    /**
     * @param minEpochs the first rung of the first bracket, >= 1
     * @param reduction which share goes on, and how far rungs and brackets are apart, >= 2
     * @param maxEpochs of a trial, > minEpochs
     */
    public Hyperband(int minEpochs, int reduction, int maxEpochs) {
        rungs.add(new Asha(minEpochs, reduction, maxEpochs));
        for (long first = (long) minEpochs * reduction; first < maxEpochs; first *= reduction) {
            rungs.add(new Asha((int) first, reduction, maxEpochs));
        }
        turns = turns(rungs.size() + 1, reduction);
        words = "hyperband from epoch " + minEpochs + ", 1 of " + reduction + " goes on, " + (rungs.size() + 1)
                + " brackets";
    }

    /** As many turns for each bracket as Hyperband starts trials in it, spread as evenly as whole turns allow. */
    private static List<Integer> turns(int brackets, int reduction) {
        int[] shares = IntStream.range(0, brackets)
                .map(bracket -> trials(brackets - 1 - bracket, brackets - 1, reduction))
                .toArray();
        int all = IntStream.of(shares).sum();
        int[] credit = new int[brackets];
        var turns = new ArrayList<Integer>();
        while (turns.size() < all) {
            int next = 0;
            for (int bracket = 0; bracket < brackets; bracket++) {
                credit[bracket] += shares[bracket];
                next = credit[bracket] > credit[next] ? bracket : next;
            }
            credit[next] -= all;
            turns.add(next);
        }
        return turns;
    }

    /** The paper's n for its bracket s: ceil((s_max + 1) / (s + 1) * reduction^s). */
    private static int trials(int s, int most, int reduction) {
        return (int) Math.ceil((most + 1.0) / (s + 1) * StrictMath.pow(reduction, s));
    }

    /** The bracket of a trial, from 0, which compares first; the last never compares. */
    int bracket(int trial) {
        return turns.get(trial % turns.size());
    }

    @Override
    public boolean isRung(int trial, int epoch) {
        int bracket = bracket(trial);
        return bracket < rungs.size() && rungs.get(bracket).isRung(epoch);
    }

    @Override
    public boolean compares(int trial, int lower) {
        return bracket(trial) == bracket(lower);
    }

    @Override
    public boolean stops(Curve trial, List<Curve> lower) {
        return rungs.get(bracket(trial.trial())).stops(trial, lower);
    }

    @Override
    public String toString() {
        return words;
    }
}
