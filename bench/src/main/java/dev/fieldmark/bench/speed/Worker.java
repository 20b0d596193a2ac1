package dev.fieldmark.bench.speed;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The process of one engine. Each line on its standard input is a number of seconds: it trains whole epochs for at
 * least that long and answers with a line that begins with {@link #ANSWER}. It ends with its input.
 */
final class Worker {
    static final String ANSWER = "round ";

    private final Contestant contestant;

    private Worker(Contestant contestant) {
        this.contestant = contestant;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // what a library prints must not look like an answer
        System.setOut(System.err);
        List<String> words = Arrays.asList(arguments);
        Course course = Course.ofWords(words.subList(1, words.size()));
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Contestant contestant = Contestant.Engine.valueOf(words.get(0)).start(course)) {
            var worker = new Worker(contestant);
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                answers.println(ANSWER + worker.round(Double.parseDouble(order)).line());
            }
        }
        // OpenMP's threads would keep the process
        System.exit(0);
    }

    private Round round(double seconds) {
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        int images = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            images += contestant.trainEpoch();
            elapsed = (System.nanoTime() - start) / 1e9;
        }
        return new Round(images, elapsed, (cpuNanos() - cpuStart) / 1e9);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
