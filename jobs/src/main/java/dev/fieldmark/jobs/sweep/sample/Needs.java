package dev.fieldmark.jobs.sweep.sample;

/**
 * What must be known of the trials with lower numbers before a trial can be drawn. It never depends on timing, so that
 * the study's table doesn't either.
 */
public sealed interface Needs {
    /** The trial's number alone decides. */
    record Nothing() implements Needs {}

    /** How the first so many trials ended. */
    record EndOfFirst(int trials) implements Needs {}

    /**
     * What so many imaginary trainers would know when one of them becomes free, if every epoch of every trial took them
     * the same time.
     */
    record FreeTrainer(int trainers) implements Needs {
        public FreeTrainer {
            if (trainers < 1) {
                throw new IllegalArgumentException("trainers was " + trainers + " but must be >= 1");
            }
        }
    }
}
