package dev.fieldmark.jobs.flink;

import java.net.URI;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** How a job gets over failures: by checkpoints in a folder, which stay when it is cancelled or killed. */
public final class Recovery {
    /**
     * Restarts before the job gives up, counted anew once it has gone well for {@link #QUIET}: a study of days may lose
     * any number of task managers, but a trainer that fails each time still ends the job within a minute.
     */
    private static final int RESTARTS = 10;

    /** Longer than any epoch, or a trial that fails in the same epoch each time would be begun for ever. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private Recovery() {}

    /**
     * Settings of a job that writes checkpoints.
     *
     * @param checkpoints their folder
     * @param interval from one to the next
     */
    public static Configuration by(URI checkpoints, Duration interval) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, QUIET);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(5));
        return configuration;
    }

    /** The job goes on from this checkpoint and takes it over: it removes it when it has newer ones. */
    public static Configuration from(URI checkpoint) {
        Configuration recovery = new Configuration();
        recovery.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toString());
        recovery.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        return recovery;
    }
}
