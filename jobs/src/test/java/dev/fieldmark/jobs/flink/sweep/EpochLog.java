package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What every process trained: a file a process, a line at the begin and at the end of each epoch. */
record EpochLog(String folder) implements Serializable {
    /**
     * Epochs that were trained, by whomever.
     *
     * @param epochs that came to their end
     * @param seconds that they took
     * @param cutShort epochs that a kill ended
     * @param cutShortSeconds from the begin of those to the kill
     * @param orphanedSeconds part of all these seconds that was trained for a job manager that was dead already
     */
    record Work(int epochs, double seconds, int cutShort, double cutShortSeconds, double orphanedSeconds) {}

    private record Span(Instant begin, Instant end, boolean whole) {
        double seconds() {
            return seconds(begin, end);
        }

        /** What of it lies between the two. */
        double secondsIn(Instant from, Instant to) {
            return Math.max(0, seconds(begin.isAfter(from) ? begin : from, end.isBefore(to) ? end : to));
        }

        private static double seconds(Instant from, Instant to) {
            return (to.toEpochMilli() - from.toEpochMilli()) / 1000.0;
        }
    }

    /** @param training unlike that of any other attempt of the process */
    void begin(String training, int epoch) {
        write("begin " + training + "-" + epoch);
    }

    void end(String training, int epoch) {
        write("end " + training + "-" + epoch);
    }

    private void write(String event) {
        try {
            Files.createDirectories(Path.of(folder));
            Files.writeString(
                    file(ProcessHandle.current().pid()),
                    Instant.now().toEpochMilli() + " " + event + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(long process) {
        return Path.of(folder, Long.toString(process));
    }

    /** Whether the process has begun or ended an epoch since. */
    boolean hasTrainedSince(long process, Instant since) throws IOException {
        return Files.exists(file(process))
                && Files.getLastModifiedTime(file(process)).toInstant().isAfter(since);
    }

    /**
     * Adds it up.
     *
     * @param deaths when which process was killed
     * @param outages from a job manager's death until the next job runs
     */
    Work work(Map<Long, Instant> deaths, List<Outage> outages) throws IOException {
        List<Span> spans = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.toList()) {
                long process = Long.parseLong(file.getFileName().toString());
                spans.addAll(spans(file, deaths.getOrDefault(process, Instant.MAX)));
            }
        }
        List<Span> whole = spans.stream().filter(Span::whole).toList();
        List<Span> cut = spans.stream().filter(span -> !span.whole()).toList();
        return new Work(
                whole.size(),
                whole.stream().mapToDouble(Span::seconds).sum(),
                cut.size(),
                cut.stream().mapToDouble(Span::seconds).sum(),
                spans.stream()
                        .mapToDouble(span -> outages.stream()
                                .mapToDouble(outage -> span.secondsIn(outage.from(), outage.to()))
                                .sum())
                        .sum());
    }

    /** While there was no job manager that knew the job. */
    record Outage(Instant from, Instant to) {}

    private static List<Span> spans(Path file, Instant death) throws IOException {
        Map<String, Instant> begun = new TreeMap<>();
        List<Span> spans = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            Instant when = Instant.ofEpochMilli(Long.parseLong(words[0]));
            if (words[1].equals("begin")) {
                begun.put(words[2], when);
            } else {
                spans.add(new Span(begun.getOrDefault(words[2], when), when, true));
                begun.remove(words[2]);
            }
        }
        begun.values().forEach(begin -> spans.add(new Span(begin, death, false)));
        return spans;
    }
}
