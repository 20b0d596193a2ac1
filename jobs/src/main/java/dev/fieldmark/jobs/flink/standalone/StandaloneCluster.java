package dev.fieldmark.jobs.flink.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.jobs.flink.files.ObjectStores;
import dev.fieldmark.jobs.flink.standalone.ClusterProcess.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** A Flink cluster of real processes on this machine, reached by its loopback interface alone: what ends is started again. */
public final class StandaloneCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration UP = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration LAST_WILL = Duration.ofSeconds(15);

    private final ClusterPlan plan;
    private final Path folder;
    private final URI address;
    /** The job manager first. */
    private final List<RunningProcess> processes = new ArrayList<>();

    /**
     * One process, for whoever watches.
     *
     * @param log empty where it writes to the terminal
     */
    public record Member(String name, long pid, Optional<Path> log) {}

    private StandaloneCluster(ClusterPlan plan, Path folder, URI address) {
        this.plan = plan;
        this.folder = folder;
        this.address = address;
    }

    /**
     * Starts the processes; {@link #awaitUp} waits until they are a cluster.
     *
     * @param port of the UI; 0 takes a free one
     * @param folder for uploaded jars, settings, logs and Flink's own files
     */
    public static StandaloneCluster start(ClusterPlan plan, int port, Path folder) throws IOException {
        int uiPort = port == 0 ? freePort() : port;
        Path own = folder.toAbsolutePath().normalize();
        Files.createDirectories(own.resolve("logs"));
        Files.createDirectories(own.resolve("tmp"));
        Configuration settings = ObjectStores.settings();
        settings.addAll(local(uiPort, freePort(), own));
        settings.addAll(plan.settings());
        new ObjectMapper() // JSON is YAML too
                .writerWithDefaultPrettyPrinter()
                .writeValue(own.resolve("config.yaml").toFile(), settings.toMap());
        var cluster = new StandaloneCluster(plan, own, URI.create("http://" + LOOPBACK + ":" + uiPort));
        try {
            cluster.processes.add(cluster.start(Role.JOB_MANAGER, "job manager"));
            for (int number = 1; number <= plan.taskManagers(); number++) {
                cluster.processes.add(cluster.start(Role.TASK_MANAGER, "task manager " + number));
            }
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    /** What holds for processes on one machine that are started again at once. */
    private static Configuration local(int uiPort, int rpcPort, Path folder) {
        var settings = new Configuration();
        settings.set(JobManagerOptions.ADDRESS, LOOPBACK);
        settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(JobManagerOptions.PORT, rpcPort);
        settings.set(RestOptions.ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        settings.set(RestOptions.PORT, uiPort);
        settings.set(RestOptions.BIND_PORT, String.valueOf(uiPort));
        settings.set(TaskManagerOptions.HOST, LOOPBACK);
        settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(WebOptions.UPLOAD_DIR, folder.resolve("uploads").toString());
        settings.set(WebOptions.TMP_DIR, folder.resolve("tmp").toString());
        settings.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        settings.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(2));
        settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2));
        settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(30));
        settings.set(ClusterOptions.INITIAL_REGISTRATION_TIMEOUT, Duration.ofMillis(200));
        settings.set(ClusterOptions.MAX_REGISTRATION_TIMEOUT, Duration.ofSeconds(1));
        settings.set(ClusterOptions.ERROR_REGISTRATION_DELAY, Duration.ofMillis(500));
        return settings;
    }

    private RunningProcess start(Role role, String name) throws IOException {
        Path log = logs().resolve(name.replace(' ', '-') + ".log");
        return RunningProcess.start(name, role, plan, folder, log);
    }

    /** Of the UI and of the REST API. */
    public URI address() {
        return address;
    }

    /** Folder with a log a process. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** The processes, the job manager first. */
    public List<Member> members() {
        return processes.stream()
                .map(process -> new Member(process.name(), process.pid(), Optional.of(process.log())))
                .toList();
    }

    /**
     * Waits until the UI answers and knows every task manager.
     *
     * @return whether it does; false where it was told to stop before
     * @throws IOException where a process ended meanwhile, or it took too long
     */
    public boolean awaitUp(CountDownLatch stop) throws IOException, InterruptedException {
        long end = System.nanoTime() + UP.toNanos();
        var overview = new ClusterOverview(address);
        while (overview.taskManagers() < plan.taskManagers()) {
            for (RunningProcess process : processes) {
                if (!process.isAlive()) {
                    throw new IOException(process.end() + " before the cluster was up: " + process.lastWords());
                }
            }
            if (System.nanoTime() > end) {
                throw new IOException(
                        "the cluster was not up after " + UP.toSeconds() + " s; its logs are in " + logs());
            }
            if (stop.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Until it is told to stop: starts again what ended, and says so. */
    public void keepUp(CountDownLatch stop, Consumer<String> news) throws IOException, InterruptedException {
        while (!stop.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
            for (RunningProcess process : List.copyOf(processes)) {
                // Ctrl-C ends the processes too, perhaps before we hear of it
                if (!process.isAlive() && !stop.await(process.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                    news.accept(restart(process));
                }
            }
        }
    }

    /** Starts again what ended, at once. */
    public void restartEnded() throws IOException {
        for (RunningProcess process : List.copyOf(processes)) {
            if (!process.isAlive()) {
                restart(process);
            }
        }
    }

    private String restart(RunningProcess ended) throws IOException {
        RunningProcess another = start(ended.role(), ended.name());
        processes.set(processes.indexOf(ended), another);
        String line = ended.end() + "; another was started, process " + another.pid() + "; its log is " + ended.log();
        return switch (ended.role()) {
            case JOB_MANAGER -> line + "; it knows no job: submit again what ran, and it goes on";
            case TASK_MANAGER -> line;
        };
    }

    /** Ends every process; jobs that run keep their newest checkpoint. */
    @Override
    public void close() {
        processes.forEach(process -> process.process().destroy());
        long end = System.nanoTime() + LAST_WILL.toNanos();
        for (RunningProcess process : processes) {
            boolean ended = false;
            try {
                ended = process.process().waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!ended) {
                process.process().destroyForcibly();
            }
        }
    }
}
