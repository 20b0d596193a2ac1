package dev.fieldmark.bench.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} of one engine, seen from the process that times both. Rests unless it is told to run a round. */
final class WorkerProcess implements AutoCloseable {
    private final Contestant.Engine engine;
    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;

    private WorkerProcess(Contestant.Engine engine, Process process) {
        this.engine = engine;
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it with this process's class path, JVM flags and environment, the same for either engine. */
    static WorkerProcess start(Contestant.Engine engine, Course course) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName(), engine.name()));
        command.addAll(course.words());
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        String threads = String.valueOf(course.threads());
        builder.environment().put("OMP_NUM_THREADS", threads);
        builder.environment().put("OPENBLAS_NUM_THREADS", threads);
        return new WorkerProcess(engine, builder.start());
    }

    /** At least {@code seconds} of whole epochs. */
    Round run(double seconds) throws IOException {
        orders.println(seconds);
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Worker.ANSWER)) {
                return Round.ofLine(line.substring(Worker.ANSWER.length()));
            }
        }
        throw new IOException("the process of " + engine + " ended in the middle of a round; its reason is above");
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
