package dev.fieldmark.jobs.sweep;

import dev.fieldmark.jobs.sweep.sample.Needs;
import dev.fieldmark.jobs.sweep.sample.Observation;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a sampler knows when it draws the next trial. Real trainers are faster or slower from run to run; so the study
 * imagines some for whom every epoch of every trial takes the same time, one unit, and who take the trials in order. What
 * they would know when one of them becomes free follows from the trials alone.
 *
 * @param trials all so far, by number
 */
record Timetable(List<TrialHistory> trials) {
    /** When the next trial starts; empty while what it needs to know is not known. */
    OptionalLong start(Needs needs) {
        if (needs instanceof Needs.EndOfFirst first) {
            boolean known = IntStream.range(0, first.trials())
                    .allMatch(trial -> trials.get(trial).end().isPresent());
            return known ? OptionalLong.of(0) : OptionalLong.empty();
        }
        return needs instanceof Needs.FreeTrainer free ? free(free.trainers()) : OptionalLong.of(0);
    }

    /** The first time, not before the last start, at which fewer trials train than there are trainers. */
    private OptionalLong free(int trainers) {
        long lastStart = trials.isEmpty() ? 0 : trials.get(trials.size() - 1).start();
        long[] times = LongStream.concat(
                        LongStream.of(lastStart),
                        trials.stream().filter(trial -> trial.end().isPresent()).mapToLong(Timetable::soonestEnd))
                .filter(time -> time >= lastStart)
                .sorted()
                .toArray();
        long unknownFrom = trials.stream()
                .filter(trial -> trial.end().isEmpty())
                .mapToLong(Timetable::soonestEnd)
                .min()
                .orElse(Long.MAX_VALUE);
        for (long time : times) {
            if (trials.stream().filter(trial -> soonestEnd(trial) > time).count() < trainers) {
                return time < unknownFrom || trials.size() < trainers ? OptionalLong.of(time) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /** Exact where it ended. */
    private static long soonestEnd(TrialHistory trial) {
        boolean mayEndHere = trial.end().isPresent() || trial.undecided();
        return trial.start() + trial.lastEpoch() + (mayEndHere ? 0 : 1);
    }

    /** Every trial as it is known at the start of the next one; none for whom the number alone decides. */
    List<Observation> seenBy(Needs needs, long start) {
        if (needs instanceof Needs.Nothing) {
            return List.of();
        }
        return IntStream.range(0, trials.size())
                .mapToObj(number -> seenBy(needs, start, number))
                .toList();
    }

    private Observation seenBy(Needs needs, long start, int number) {
        TrialHistory trial = trials.get(number);
        boolean ended = trial.end().isPresent();
        if (needs instanceof Needs.FreeTrainer) {
            boolean over = ended && soonestEnd(trial) <= start;
            return trial.observation(
                    over ? trial.lastEpoch() : (int) Math.min(trial.lastEpoch(), start - trial.start()), over);
        }
        boolean over = needs instanceof Needs.EndOfFirst first && number < first.trials();
        return trial.observation(over ? trial.lastEpoch() : 0, over);
    }
}
