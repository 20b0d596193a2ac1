package dev.fieldmark.jobs.sweep.sample;

import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * Covariance matrix adaptation: draws a generation of trials from a normal distribution, moves and shapes it by how they
 * did, and draws the next. For numbers that always exist.
 *
 * <p>The optimiser calls a function and can't be asked for points. But what it asks for in one generation follows from the
 * losses of those before: so each proposal replays it from the start, answers from the trials that are known, and leaves
 * when the trial in question is asked for. Where the optimiser ends because nothing moves any more, another begins.
 *
 * <p>Source: Hansen 2006, "The CMA Evolution Strategy: A Comparing Review"; Hipparchus implements it.
 */
public final class CmaEsSampler implements Sampler {
    private static final double FIRST_WIDTH = 0.3;

    private final SearchSpace space;
    private final long seed;
    private final int population;

    /**
     * @param population trials a generation, >= 4
     * @throws IllegalArgumentException where a parameter is no number or doesn't always exist
     */
    public CmaEsSampler(SearchSpace space, long seed, int population) {
        require(!space.searched().isEmpty(), "nothing is searched");
        for (String name : space.searched()) {
            require(!(space.dimension(name) instanceof Dimension.Choice), name + " is a choice, not a number");
            require(space.condition(name).equals(Condition.ALWAYS), name + " does not always exist");
        }
        if (population < 4) {
            throw new IllegalArgumentException("population was " + population + " but must be >= 4");
        }
        this.space = space;
        this.seed = seed;
        this.population = population;
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalArgumentException("kind was cma-es but must be another: " + why);
        }
    }

    /** How many trials a generation has where nobody says: 4 + floor(3 ln n) of n parameters. */
    public static int defaultPopulation(SearchSpace space) {
        return 4 + (int) (3 * StrictMath.log(Math.max(1, space.searched().size())));
    }

    @Override
    public Needs needs(int trial) {
        return new Needs.EndOfFirst(generationStart(trial));
    }

    private int generationStart(int trial) {
        return trial - trial % population;
    }

    @Override
    public SortedMap<String, String> propose(int trial, List<Observation> lower) {
        List<String> names = space.searched();
        var replay = new Replay(losses(lower.subList(0, generationStart(trial))), trial);
        for (int run = 0; ; run++) {
            try {
                optimize(replay, names.size(), run);
            } catch (Asked asked) {
                return space.point(name -> names.contains(name) ? asked.point[names.indexOf(name)] : 0);
            }
        }
    }

    private void optimize(Replay replay, int dimensions, int run) {
        double[] widths = new double[dimensions];
        Arrays.fill(widths, FIRST_WIDTH);
        double[] guess = IntStream.range(0, dimensions)
                .mapToDouble(i ->
                        run == 0 ? 0.5 : Draws.unit(seed, run, space.searched().get(i)))
                .toArray();
        replay.begin();
        new CMAESOptimizer(Integer.MAX_VALUE, 0, true, 0, 0, new Well19937c(Draws.mix(seed + run)), false, null)
                .optimize(
                        MaxEval.unlimited(),
                        GoalType.MINIMIZE,
                        new ObjectiveFunction(replay::answer),
                        new SimpleBounds(
                                new double[dimensions],
                                IntStream.range(0, dimensions)
                                        .mapToDouble(i -> 1)
                                        .toArray()),
                        new InitialGuess(guess),
                        new CMAESOptimizer.Sigma(widths),
                        new CMAESOptimizer.PopulationSize(population));
    }

    /** What is no number becomes worse than the worst that was known at the end of its generation. */
    private double[] losses(List<Observation> trials) {
        double[] losses = new double[trials.size()];
        double worst = 0;
        for (int start = 0; start < losses.length; start += population) {
            List<Observation> generation = trials.subList(start, start + population);
            for (Observation trial : generation) {
                worst = isBad(trial) ? worst : Math.max(worst, trial.loss());
            }
            for (int i = 0; i < population; i++) {
                losses[start + i] = isBad(generation.get(i))
                        ? 2 * worst + 1
                        : generation.get(i).loss();
            }
        }
        return losses;
    }

    private static boolean isBad(Observation trial) {
        return trial.status() == Observation.Status.DIVERGED || !Double.isFinite(trial.loss());
    }

    /** The function that the optimiser believes to minimise. */
    private static final class Replay {
        private final double[] losses;
        private final int wanted;
        private int next;
        private boolean atTheGuess;

        Replay(double[] losses, int wanted) {
            this.losses = losses;
            this.wanted = wanted;
        }

        /** An optimiser first asks for its guess, which is no trial; the answer changes nothing that it asks next. */
        void begin() {
            atTheGuess = true;
        }

        double answer(double[] point) {
            if (atTheGuess) {
                atTheGuess = false;
                return Double.MAX_VALUE;
            }
            int trial = next++;
            if (trial == wanted) {
                throw new Asked(point);
            }
            return trial < losses.length ? losses[trial] : 0;
        }
    }

    /** Leaves the optimiser with the point that it asked for. */
    private static final class Asked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient double[] point;

        Asked(double[] point) {
            super(null, null, false, false);
            this.point = Arrays.stream(point)
                    .map(unit -> Math.max(0, Math.min(unit, Math.nextDown(1.0))))
                    .toArray();
        }
    }

    @Override
    public String toString() {
        return "cma-es, generations of " + population;
    }
}
