package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobStatusHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes, in the job manager, what failures left in the study's folder, once the study is over. */
final class TidyAtTheEnd implements JobStatusHook {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TidyAtTheEnd.class);

    private final SweepSetup setup;

    TidyAtTheEnd(SweepSetup setup) {
        this.setup = setup;
    }

    /** A job that was stopped with a savepoint comes here too: its study has no outcome, and nothing is removed. */
    @Override
    public void onFinished(JobID job) {
        try {
            setup.tidy();
        } catch (IOException e) {
            LOG.warn("{} has files that nobody needs: {}", setup.folder(), e.toString());
        }
    }

    @Override
    public void onCreated(JobID job) {}

    @Override
    public void onFailed(JobID job, Throwable failure) {}

    @Override
    public void onCanceled(JobID job) {}
}
