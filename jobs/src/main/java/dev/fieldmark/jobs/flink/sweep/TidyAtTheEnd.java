package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.files.FileLocation;
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
    private final boolean known;
    private final long outcomeBefore;

    TidyAtTheEnd(SweepSetup setup) throws IOException {
        this.setup = setup;
        this.known = setup.outcome().isPresent();
        this.outcomeBefore = outcomeModified();
    }

    /**
     * A job that was stopped with a savepoint comes here too: its study has no outcome, and nothing is removed. Of a job
     * that was submitted through the UI this object is the very one that {@code main} made, and the class loader of its
     * class is closed: no class can be loaded here that was not before.
     */
    @Override
    public void onFinished(JobID job) {
        try {
            if (known || outcomeModified() != outcomeBefore) {
                setup.studyFolder().tidy();
            }
        } catch (IOException | RuntimeException | LinkageError e) { // Flink ends the job manager where a hook throws
            LOG.warn("{} may have files that nobody needs", setup.folder(), e);
        }
    }

    /** 0 where there is none. */
    private long outcomeModified() throws IOException {
        FileLocation outcome = setup.studyFolder().outcomeFile();
        return outcome.isFile() ? outcome.modified().toEpochMilli() : 0;
    }

    @Override
    public void onCreated(JobID job) {}

    @Override
    public void onFailed(JobID job, Throwable failure) {}

    @Override
    public void onCanceled(JobID job) {}
}
