package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.flink.identify.IdentifyJob;
import dev.fieldmark.jobs.flink.identify.PhotoStream;
import dev.fieldmark.jobs.identify.StreamFolder;
import dev.fieldmark.jobs.identify.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobmaster.JobResult;

/** Runs a stream of photos on a cluster in this JVM, from its start or from its newest checkpoint, to its end. */
public final class LocalStream {
    private static final String NAME = "the stream";
    private static final Duration PROGRESS = Duration.ofSeconds(2);

    private final LocalCluster cluster;

    public LocalStream(LocalCluster cluster) {
        this.cluster = cluster;
    }

    /** Hears now and then how far the stream is. */
    public interface Progress {
        void at(Tally tally, long waiting);
    }

    /**
     * Runs the stream until it is told to stop or has been idle for as long as it may be; every photo that it took is
     * answered for good then. Its folder is held by the caller.
     *
     * @param parallelism photos at a time, at most the cluster's slots
     * @throws IOException where the job failed for good; run again, the stream goes on from its newest checkpoint
     */
    public Tally run(PhotoStream stream, int parallelism, Progress progress) throws IOException, InterruptedException {
        StreamFolder folder = stream.stateFolder();
        do {
            // a process that died while the stream ended left a checkpoint in which all is over: that run ends at once
            await(stream, cluster.submit(IdentifyJob.graph(stream, parallelism), NAME), progress);
            folder.tidy();
            stream.repliesFolder().tidy();
        } while (!folder.hasEnded());
        return folder.tally();
    }

    private static void await(PhotoStream stream, CompletableFuture<JobResult> result, Progress progress)
            throws IOException, InterruptedException {
        StreamFolder folder = stream.stateFolder();
        while (!LocalCluster.isOver(result, PROGRESS, NAME)) {
            progress.at(folder.tally(), folder.waiting());
        }
    }
}
