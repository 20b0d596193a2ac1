package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.flink.sweep.Outcome;
import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.sweep.StudyTable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs a sweep on a cluster in this JVM, from its start or from its newest checkpoint, to its end. */
public final class LocalSweep {
    private static final Duration PROGRESS = Duration.ofMillis(500);

    private final LocalCluster cluster;

    public LocalSweep(LocalCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Runs the sweep; one that is finished already only gives its outcome again.
     *
     * @param parallelism trials at a time, at most the cluster's slots
     * @param progress hears the study's table whenever it was written anew
     * @throws IOException where the job failed for good; run again, the study goes on from its newest checkpoint
     */
    public Outcome run(SubmittedSweep sweep, int parallelism, Consumer<StudyTable> progress)
            throws IOException, InterruptedException {
        if (sweep.isFinished()) {
            progress.accept(sweep.folder().table());
        } else {
            await(sweep, submit(sweep, parallelism), progress);
        }
        Outcome outcome = sweep.setup()
                .outcome()
                .orElseThrow(() -> new IOException(sweep.name() + " was stopped; run it again and it goes on"));
        sweep.folder().tidy();
        return outcome;
    }

    private CompletableFuture<JobResult> submit(SubmittedSweep sweep, int parallelism)
            throws IOException, InterruptedException {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(parallelism);
        try {
            return cluster.submit(sweep.job(environment), sweep.name());
        } catch (StudyExistsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void await(SubmittedSweep sweep, CompletableFuture<JobResult> result, Consumer<StudyTable> progress)
            throws IOException, InterruptedException {
        StudyTable shown = sweep.folder().table();
        boolean over = false;
        while (!over) {
            over = LocalCluster.isOver(result, PROGRESS, sweep.name());
            StudyTable table = sweep.folder().table();
            if (over || !table.equals(shown)) {
                shown = table;
                progress.accept(table);
            }
        }
    }
}
