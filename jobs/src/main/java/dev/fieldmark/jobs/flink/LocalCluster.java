package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.flink.standalone.ClusterDefaults;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.SerializedThrowable;

/** A whole Flink cluster in this JVM, with Flink's web UI: jars can be uploaded and jobs submitted. */
public final class LocalCluster implements AutoCloseable {
    private static final List<ConfigOption<MemorySize>> MEMORY = List.of(
            TaskManagerOptions.NETWORK_MEMORY_MIN,
            TaskManagerOptions.NETWORK_MEMORY_MAX,
            TaskManagerOptions.MANAGED_MEMORY_SIZE);

    private final MiniCluster cluster;
    private final URI address;

    private LocalCluster(MiniCluster cluster, URI address) {
        this.cluster = cluster;
        this.address = address;
    }

    /**
     * Starts a cluster.
     *
     * @param port of the UI on the loopback interface; 0 takes a free one
     * @param slots trials that can train at a time
     * @param directory for uploaded jars and the UI's own files
     * @throws IOException where the port is taken, among others
     */
    public static LocalCluster start(int port, int slots, Path directory) throws IOException {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(port, Files.createDirectories(directory)))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        try {
            cluster.start();
            return new LocalCluster(cluster, cluster.getRestAddress().get());
        } catch (Exception e) {
            cluster.closeAsync();
            throw new IOException("no Flink cluster could be started with its UI on port " + port + ": " + root(e), e);
        }
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    /** The message alone: Flink puts the name of the exception's class before it. */
    private static String reason(Throwable failure) {
        Throwable root = root(failure);
        String message = String.valueOf(root.getMessage());
        return root instanceof SerializedThrowable serialized
                ? message.replace(serialized.getOriginalErrorClassName() + ": ", "")
                : message;
    }

    private static Configuration configuration(int port, Path directory) {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, String.valueOf(port));
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        configuration.set(WebOptions.SUBMIT_ENABLE, true);
        configuration.set(WebOptions.CANCEL_ENABLE, true);
        configuration.set(WebOptions.UPLOAD_DIR, directory.resolve("uploads").toString());
        configuration.set(WebOptions.TMP_DIR, directory.toString());
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(2));
        Configuration defaults = ClusterDefaults.read();
        MEMORY.forEach(memory -> configuration.set(memory, defaults.get(memory)));
        return configuration;
    }

    /** Of the UI and of the REST API. */
    public URI address() {
        return address;
    }

    /**
     * Starts a job.
     *
     * @param name of it, for messages
     */
    CompletableFuture<JobResult> submit(StreamGraph job, String name) throws IOException, InterruptedException {
        try {
            return cluster.requestJobResult(
                    cluster.submitJob(job.getJobGraph()).get().getJobID());
        } catch (ExecutionException e) {
            throw new IOException(name + " was not accepted by the cluster: " + e.getCause(), e);
        }
    }

    /**
     * Waits for a job.
     *
     * @param most how long
     * @param name of it, for messages
     * @return whether it has ended well
     * @throws IOException where it failed for good
     */
    static boolean isOver(CompletableFuture<JobResult> job, Duration most, String name)
            throws IOException, InterruptedException {
        try {
            JobResult ended = job.get(most.toMillis(), TimeUnit.MILLISECONDS);
            if (ended.getSerializedThrowable().isPresent()) {
                Throwable failure = ended.getSerializedThrowable().get();
                throw new IOException(name + " failed: " + reason(failure), failure);
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(name + " was lost: " + e.getCause(), e);
        }
    }

    /** Jobs that run keep their newest checkpoint. */
    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
