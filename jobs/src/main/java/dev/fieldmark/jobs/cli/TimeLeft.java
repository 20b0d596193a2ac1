package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Estimates how long a study will take: the epochs that are probably left, at the pace since it was first seen. */
final class TimeLeft {
    private final int maxEpochs;
    private final LongSupplier nanoClock;
    private final long begun;
    private int epochsAtFirst = -1;

    /** @param maxEpochs of a trial */
    TimeLeft(int maxEpochs, LongSupplier nanoClock) {
        this.maxEpochs = maxEpochs;
        this.nanoClock = nanoClock;
        this.begun = nanoClock.getAsLong();
    }

    /** In words, such as {@code about 36 s to go}; none while there is no pace, or nothing left. */
    Stream<String> of(StudyTable study) {
        int epochs = epochs(study.trials().stream());
        epochsAtFirst = epochsAtFirst < 0 ? epochs : epochsAtFirst;
        int since = epochs - epochsAtFirst;
        if (since < 2 || study.trialsEnded() == study.trialsTotal()) {
            return Stream.empty();
        }
        double seconds = (nanoClock.getAsLong() - begun) / 1e9 / since * epochsLeft(study);
        return Stream.of("about " + words(Duration.ofSeconds(Math.round(seconds))) + " to go");
    }

    /** Trials to come take as many as others did. */
    private double epochsLeft(StudyTable study) {
        int ended = study.trialsEnded();
        double each =
                ended == 0 ? maxEpochs : (double) epochs(study.trials().stream().filter(TrialRow::ended)) / ended;
        return (study.trialsTotal() - study.trials().size()) * each
                + study.trials().stream()
                        .filter(trial -> !trial.ended())
                        .mapToDouble(trial -> Math.max(1, each - trial.epochs().size()))
                        .sum();
    }

    private static String words(Duration time) {
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    static int epochs(Stream<TrialRow> trials) {
        return trials.mapToInt(trial -> trial.epochs().size()).sum();
    }
}
