package dev.fieldmark.jobs.flink.standalone;

import dev.fieldmark.jobs.flink.standalone.ClusterProcess.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process of the cluster, while it runs and after.
 *
 * @param name such as {@code task manager 2}
 * @param log gets what it writes; its successors go on in it
 */
record RunningProcess(String name, Role role, Process process, long startNanos, Path log) {
    private static final Duration SOON = Duration.ofMinutes(1);

    /**
     * Starts one.
     *
     * @param configuration folder of Flink's {@code config.yaml}
     */
    static RunningProcess start(String name, Role role, ClusterPlan plan, Path configuration, Path log)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words(plan.jvmOptions(role)));
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                // what a crash in native code leaves
                "-XX:ErrorFile=" + log.resolveSibling("crash-%p.log"),
                // where Flink's UI finds it
                "-Dlog.file=" + log,
                "-Dfieldmark.log.level=info",
                "-Dfieldmark.log.exceptions=full",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterProcess.class.getName(),
                role.name(),
                "--configDir",
                configuration.toString()));
        command.addAll(words(plan.arguments(role)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new RunningProcess(name, role, process, System.nanoTime(), log);
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** How long to wait before another takes its place: longer after one that ended soon, which may do so again. */
    Duration pause() {
        boolean endedSoon = System.nanoTime() - startNanos < SOON.toNanos();
        return endedSoon ? Duration.ofSeconds(10) : Duration.ofSeconds(1);
    }

    /** That it ended, and how; such as {@code task manager 2 (process 4711) ended with 137}. */
    String end() {
        return "%s (process %d) ended with %d".formatted(name, pid(), process.exitValue());
    }

    /** What it wrote of its end: the deepest cause, the last error, or the last line. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return Stream.of("Caused by: ", " ERROR ", "")
                .flatMap(sign ->
                        lines.stream().filter(line -> line.contains(sign)).reduce((first, second) -> second).stream())
                .findFirst()
                .orElse("it wrote nothing");
    }
}
