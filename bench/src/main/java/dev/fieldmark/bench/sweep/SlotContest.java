package dev.fieldmark.bench.sweep;

import dev.fieldmark.bench.sweep.Simulation.Stay.Doing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What it costs that a study's table never depends on timing: the share of slots' time, in percent, in which they train
 * nothing, over several seeds.
 *
 * @param waiting at rungs, until the last trial began
 * @param nothing without a trial, until the last trial began
 * @param idle both
 * @param idleToTheEnd both, to the end, where fewer trials are left than slots
 * @param sameTable whether each seed's table equals that of one slot
 */
public record SlotContest(
        String method,
        int slots,
        Quartiles waiting,
        Quartiles nothing,
        Quartiles idle,
        Quartiles idleToTheEnd,
        boolean sameTable) {
    private static final int TRIALS = 32;

    static List<SlotContest> hold(Learner learner, int seeds) {
        List<SlotContest> contests = new ArrayList<>();
        for (Method method : List.of(
                Method.RANDOM.withAsha(1),
                Method.tpe(8).withAsha(1),
                Method.tpe(16).withAsha(1))) {
            List<Simulation> alone = plays(learner, method, 1, seeds);
            for (int slots : new int[] {1, 2, 4, 8}) {
                contests.add(of(method, slots, plays(learner, method, slots, seeds), alone));
            }
        }
        return contests;
    }

    private static List<Simulation> plays(Learner learner, Method method, int slots, int seeds) {
        return Seeds.map(seeds, seed -> method.play(learner, seed, TRIALS, slots, Double.NEGATIVE_INFINITY));
    }

    private static SlotContest of(Method method, int slots, List<Simulation> plays, List<Simulation> alone) {
        return new SlotContest(
                method.name(),
                slots,
                percent(plays, play -> play.share(Doing.WAITING)),
                percent(plays, play -> play.share(Doing.NOTHING)),
                percent(plays, play -> play.share(Doing.WAITING) + play.share(Doing.NOTHING)),
                percent(plays, play -> play.shareToTheEnd(Doing.WAITING) + play.shareToTheEnd(Doing.NOTHING)),
                IntStream.range(0, plays.size())
                        .allMatch(seed ->
                                plays.get(seed).table().equals(alone.get(seed).table())));
    }

    private static Quartiles percent(List<Simulation> plays, ToDoubleFunction<Simulation> share) {
        return Quartiles.of(
                plays.stream().map(play -> 100 * share.applyAsDouble(play)).toList());
    }

    static String header() {
        return line("method", "slots", "at rungs, %", "no trial, %", "idle, %", "idle to the end, %", "same table");
    }

    @Override
    public String toString() {
        return line(
                method,
                String.valueOf(slots),
                waiting.toString(),
                nothing.toString(),
                idle.toString(),
                idleToTheEnd.toString(),
                sameTable ? "yes" : "NO");
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-32s %5s  %-24s %-24s %-24s %-24s %s", (Object[]) cells);
    }
}
