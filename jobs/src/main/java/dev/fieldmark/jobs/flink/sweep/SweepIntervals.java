package dev.fieldmark.jobs.flink.sweep;

import java.time.Duration;

/**
 * How often a sweep saves itself. What lies between two is trained again after a failure.
 *
 * @param checkpoint between Flink's checkpoints
 * @param trainingState at least so long between two training states of a trial, which are written between two
 *     epochs; longer where writing one takes more than a fiftieth of that; zero: after every epoch
 */
public record SweepIntervals(Duration checkpoint, Duration trainingState) {
    /** Ten seconds, and half of that: then less than ten seconds of a slot's work are lost on average. */
    public static SweepIntervals defaults() {
        return new SweepIntervals(Duration.ofSeconds(10), Duration.ofSeconds(5));
    }
}
