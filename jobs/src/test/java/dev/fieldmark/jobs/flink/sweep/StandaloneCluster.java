package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Flink cluster of real processes on this machine: one job manager, some task managers with a slot each. */
final class StandaloneCluster implements AutoCloseable {
    private final Path folder;
    private final int restPort;
    private final List<Process> taskManagers = new ArrayList<>();
    private Process jobManager;

    StandaloneCluster(Path folder, int taskManagerCount) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.restPort = freePort();
        Files.writeString(folder.resolve("config.yaml"), configuration(freePort()));
        jobManager = startJobManager();
        for (int i = 0; i < taskManagerCount; i++) {
            startTaskManager();
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

    void startTaskManager() throws IOException {
        taskManagers.add(start("org.apache.flink.runtime.taskexecutor.TaskManagerRunner", "task-manager"));
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

    /** Kills the process that trains with SIGKILL, and gives the others no word. */
    void killTaskManager(int index) throws InterruptedException {
        kill(taskManagers.get(index));
    }

    /** Kills the job manager with SIGKILL and starts another, which knows nothing. */
    void replaceJobManager() throws IOException, InterruptedException {
        kill(jobManager);
        jobManager = startJobManager();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
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
