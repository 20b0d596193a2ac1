package dev.fieldmark.jobs.flink.sweep;

import java.time.Duration;
import java.util.Locale;

/**
 * What kills cost.
 *
 * @param restarts that Flink made by itself
 * @param submissions by the user: the first one, and one after each job manager's death
 * @param gaveUp jobs that ended because they failed too often
 * @param needed epochs of the table
 * @param work all that was trained
 */
record KillTally(
        int jobManagerKills,
        int taskManagerKills,
        int submissions,
        int restarts,
        int gaveUp,
        int needed,
        EpochLog.Work work) {
    static KillTally none() {
        return new KillTally(0, 0, 0, 0, 0, 0, new EpochLog.Work(0, 0, 0, 0, 0));
    }

    int kills() {
        return jobManagerKills + taskManagerKills;
    }

    /** A task manager has one slot; with the job manager both lose their work. */
    private int slotsHit() {
        return taskManagerKills + 2 * jobManagerKills;
    }

    KillTally plus(KillTally other) {
        return new KillTally(
                jobManagerKills + other.jobManagerKills,
                taskManagerKills + other.taskManagerKills,
                submissions + other.submissions,
                restarts + other.restarts,
                gaveUp + other.gaveUp,
                needed + other.needed,
                new EpochLog.Work(
                        work.epochs() + other.work.epochs(),
                        work.seconds() + other.work.seconds(),
                        work.cutShort() + other.work.cutShort(),
                        work.cutShortSeconds() + other.work.cutShortSeconds(),
                        work.orphanedSeconds() + other.work.orphanedSeconds()));
    }

    /** For people. */
    String line(Duration checkpointInterval) {
        int twice = work.epochs() - needed;
        double seconds = twice * work.seconds() / Math.max(1, work.epochs()) + work.cutShortSeconds();
        return String.format(
                Locale.ROOT,
                "%d kills (%d of the job manager, %d of a task manager), %d restarts, %d submissions, %d jobs gave up; "
                        + "epochs: %d needed, %d trained, %d cut short; twice: %d epochs, %.1f s with the cut ones "
                        + "(%.1f s of it while no job manager knew the job): "
                        + "%.2f s a kill, %.2f s a kill and slot; checkpoint interval %.1f s",
                kills(),
                jobManagerKills,
                taskManagerKills,
                restarts,
                submissions,
                gaveUp,
                needed,
                work.epochs(),
                work.cutShort(),
                twice,
                seconds,
                work.orphanedSeconds(),
                seconds / Math.max(1, kills()),
                seconds / Math.max(1, slotsHit()),
                checkpointInterval.toMillis() / 1000.0);
    }
}
