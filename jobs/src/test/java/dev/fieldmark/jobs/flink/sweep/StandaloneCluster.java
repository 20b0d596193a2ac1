package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Flink cluster of real processes on this machine: one job manager, some task managers with a slot each. */
final class StandaloneCluster implements AutoCloseable {
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

    private final Path folder;
    private final int restPort;
    private final List<Process> taskManagers = new ArrayList<>();
    private final Map<Long, Instant> deaths = new TreeMap<>();
    private Process jobManager;

    StandaloneCluster(Path folder, int taskManagerCount) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.restPort = freePort();
        Files.writeString(folder.resolve("config.yaml"), configuration(freePort()));
        jobManager = startJobManager();
        for (int i = 0; i < taskManagerCount; i++) {
            taskManagers.add(start(TASK_MANAGER, "task-manager"));
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + restPort);
    }

    private String configuration(int rpcPort) {
        return String.join(
                "\n",
                "jobmanager.rpc.address: 127.0.0.1",
                "jobmanager.rpc.port: " + rpcPort,
                "jobmanager.bind-host: 127.0.0.1",
                "rest.address: 127.0.0.1",
                "rest.bind-address: 127.0.0.1",
                "rest.port: " + restPort,
                "web.upload.dir: " + folder.resolve("uploads"),
                "web.tmpdir: " + folder,
                "io.tmp.dirs: " + folder,
                "heartbeat.interval: 500",
                "heartbeat.timeout: 5000",
                "cluster.registration.initial-timeout: 200",
                "cluster.registration.max-timeout: 1000",
                "cluster.registration.error-delay: 500",
                // one that met a job manager just before its death asks that one for ever: it ends, and is started
                // again
                "taskmanager.registration.timeout: 15 s",
                "taskmanager.host: 127.0.0.1",
                "taskmanager.bind-host: 127.0.0.1",
                "taskmanager.numberOfTaskSlots: 1",
                "taskmanager.cpu.cores: 1.0",
                "taskmanager.memory.framework.heap.size: 64m",
                "taskmanager.memory.framework.off-heap.size: 64m",
                "taskmanager.memory.jvm-metaspace.size: 128m",
                "taskmanager.memory.jvm-overhead.min: 64m",
                "taskmanager.memory.jvm-overhead.max: 64m",
                "taskmanager.memory.task.heap.size: 128m",
                "taskmanager.memory.task.off-heap.size: 0m",
                "taskmanager.memory.managed.size: 8m",
                "taskmanager.memory.network.min: 32m",
                "taskmanager.memory.network.max: 32m",
                "");
    }

    private Process startJobManager() throws IOException {
        return start("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", "job-manager");
    }

    private Process start(String mainClass, String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass,
                "--configDir",
                folder.toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
        return builder.start();
    }

    /** Kills the process that trains with SIGKILL, gives the others no word, and starts another. */
    void replaceTaskManager(int index) throws IOException, InterruptedException {
        kill(taskManagers.get(index));
        taskManagers.set(index, start(TASK_MANAGER, "task-manager"));
    }

    /** Kills the job manager with SIGKILL and starts another, which knows nothing. */
    void replaceJobManager() throws IOException, InterruptedException {
        kill(jobManager);
        jobManager = startJobManager();
    }

    /** Starts task managers again that ended by themselves, as whoever runs a cluster has to. */
    void replaceEndedTaskManagers() throws IOException {
        for (int index = 0; index < taskManagers.size(); index++) {
            Process process = taskManagers.get(index);
            if (!process.isAlive()) {
                deaths.putIfAbsent(process.pid(), Instant.now());
                taskManagers.set(index, start(TASK_MANAGER, "task-manager"));
            }
        }
    }

    private void kill(Process process) throws InterruptedException {
        deaths.put(process.pid(), Instant.now());
        process.destroyForcibly();
        process.waitFor();
    }

    /** Process ids of the task managers that live. */
    List<Long> taskManagers() {
        return taskManagers.stream().map(Process::pid).toList();
    }

    /** When which process was killed. */
    Map<Long, Instant> deaths() {
        return deaths;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : taskManagers) {
            kill(process);
        }
        kill(jobManager);
    }
}
