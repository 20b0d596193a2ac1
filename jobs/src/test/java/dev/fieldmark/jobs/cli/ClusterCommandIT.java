package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./fieldmark cluster --task-managers 2} as a user runs it: a process that has others. */
final class ClusterCommandIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private Process command;
    private JsonNode started;

    @BeforeEach
    void start() throws Exception {
        command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fieldmark.class.getName(),
                        "cluster",
                        "--task-managers=2",
                        "--slots=1",
                        "--slot-memory=384m",
                        "--port=0",
                        "--directory=" + folder.resolve("cluster"),
                        "-Djobmanager.memory.process.size=1g",
                        "--json")
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        await(() -> out().endsWith("}\n") || !command.isAlive());
        assertThat(command.isAlive()).as(err()).isTrue();
        started = JSON.readTree(out());
    }

    @AfterEach
    void end() {
        command.destroyForcibly();
    }

    private String out() throws Exception {
        return Files.readString(folder.resolve("out"));
    }

    private String err() throws Exception {
        return Files.readString(folder.resolve("err"));
    }

    private List<Long> pids() {
        return StreamSupport.stream(started.get("processes").spliterator(), false)
                .map(process -> process.get("pid").asLong())
                .toList();
    }

    private int taskManagers() throws Exception {
        return JSON.readTree(
                        URI.create(started.get("ui").asText() + "/overview").toURL())
                .get("taskmanagers")
                .asInt();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void await(Callable<Boolean> wanted) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!wanted.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }

    @Test
    void whatEndsIsStartedAgainAndSigtermLeavesNothing() throws Exception {
        assertThat(taskManagers()).isEqualTo(2);
        assertThat(started.get("slots").asInt()).isEqualTo(2);
        long killed = pids().get(2);

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await(() -> err().contains("another was started"));
        assertThat(err())
                .contains("task manager 2 (process " + killed + ") ended with 137; another was started, process ");
        // until the job manager has heard of both the old one's end and the new one's start
        Path log = folder.resolve("cluster/logs/task-manager-2.log");
        await(() -> Files.readString(log).split("Successful registration at resource manager", -1).length == 3);
        await(() -> taskManagers() == 2);
        List<ProcessHandle> all = command.descendants().toList();
        assertThat(all).hasSize(3);

        command.destroy();

        assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isZero();
        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(err()).endsWith("cluster: stopping ...\ncluster: stopped\n");
    }

    @Test
    void noProcessOutlivesACommandThatIsKilled() throws Exception {
        command.destroyForcibly().waitFor();

        await(() -> pids().stream().noneMatch(ClusterCommandIT::isAlive));
    }
}
