package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.standalone.ClusterPlan;
import dev.fieldmark.jobs.flink.standalone.StandaloneCluster;
import dev.fieldmark.jobs.flink.standalone.StandaloneCluster.Member;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The cluster that users start, small, whose processes can be killed under it. */
final class KillableCluster implements AutoCloseable {
    /** In haste: what is gone is missed soon. */
    private static final Map<String, String> SETTINGS = Map.of(
            "heartbeat.interval",
            "500",
            "heartbeat.timeout",
            "5000",
            "taskmanager.registration.timeout",
            "15 s",
            "jobmanager.memory.process.size",
            "1g",
            "env.java.opts.all",
            "--add-opens=java.base/java.util=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    private final StandaloneCluster cluster;
    private final Map<Long, Instant> deaths = new TreeMap<>();

    KillableCluster(Path folder, int taskManagers) throws IOException {
        this(folder, taskManagers, "");
    }

    /** @param jvmOptions further ones of every process */
    KillableCluster(Path folder, int taskManagers, String jvmOptions) throws IOException {
        var settings = new TreeMap<>(SETTINGS);
        settings.merge("env.java.opts.all", jvmOptions, String::concat);
        cluster = StandaloneCluster.start(ClusterPlan.of(taskManagers, 1, Optional.of("384m"), settings), 0, folder);
    }

    URI address() {
        return cluster.address();
    }

    /** Kills the process that trains with SIGKILL, gives the others no word, and starts another. */
    void replaceTaskManager(int index) throws IOException {
        kill(taskManagers().get(index));
        cluster.restartEnded();
    }

    /** Kills the job manager with SIGKILL and starts another, which knows nothing. */
    void replaceJobManager() throws IOException {
        kill(cluster.members().get(0).pid());
        cluster.restartEnded();
    }

    /** Starts task managers again that ended by themselves, as {@code ./fieldmark cluster} does. */
    void replaceEndedTaskManagers() throws IOException {
        for (long process : taskManagers()) {
            if (ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty()) {
                deaths.putIfAbsent(process, Instant.now());
            }
        }
        cluster.restartEnded();
    }

    private void kill(long pid) {
        deaths.put(pid, Instant.now());
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** Process ids of the task managers that live. */
    List<Long> taskManagers() {
        return cluster.members().stream().skip(1).map(Member::pid).toList();
    }

    /** When which process was killed. */
    Map<Long, Instant> deaths() {
        return deaths;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
