package dev.fieldmark.bench.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.jobs.sweep.Answer;
import dev.fieldmark.jobs.sweep.Budget;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.Report;
import dev.fieldmark.jobs.sweep.Study;
import dev.fieldmark.jobs.sweep.StudyState;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.sweep.prune.Asha;
import dev.fieldmark.jobs.sweep.sample.RandomSampler;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Plays a study of many trials on many slots through the product's own {@link Study}, and takes the time of each decision: a
 * report, its answers, and the trials that slots get which became free. Epochs take a random time that only counts.
 */
final class LargeStudy {
    private static final int MAX_EPOCHS = 27;
    private static final long SEED = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Study study;
    private final Random random = new Random(SEED);
    private final PriorityQueue<Training> running = new PriorityQueue<>(Comparator.comparingDouble(Training::until));
    private final Map<Integer, Training> waiting = new HashMap<>();
    private final List<Long> decisions = new ArrayList<>();
    private int idle;

    /** A trial in its epoch; {@code until} in seconds. */
    private record Training(Trial trial, int epoch, double until) {}

    /**
     * What was measured.
     *
     * @param decisions milliseconds each
     * @param snapshotBytes of the enumerator's study at the end, when it is largest
     * @param tableBytes of study.json, likewise, which is written twice a second
     */
    public record Figures(
            int trials,
            int slots,
            int reports,
            Times decisions,
            int snapshotBytes,
            double snapshotMillis,
            int tableBytes,
            double tableMillis) {
        static String header() {
            return " trials  slots  reports  decision p50      p99      max ms  snapshot kB       ms  table kB       ms";
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,7d %6d %8d      %s  %11.1f %8.1f  %8.1f %8.1f",
                    trials,
                    slots,
                    reports,
                    decisions,
                    snapshotBytes / 1e3,
                    snapshotMillis,
                    tableBytes / 1e3,
                    tableMillis);
        }
    }

    private LargeStudy(int trials, int slots) {
        var space = SearchSpace.of(Map.of("x", new Dimension.Uniform(0, 1), "y", new Dimension.LogUniform(1e-4, 1)));
        study = Study.of(
                new RandomSampler(space, SEED),
                new Asha(1, 3, MAX_EPOCHS),
                new Budget(trials, MAX_EPOCHS, Optional.empty()),
                () -> Instant.EPOCH,
                StudyState.empty());
        idle = slots;
    }

    static Figures play(int trials, int slots) {
        var large = new LargeStudy(trials, slots);
        large.serve(0);
        while (!large.running.isEmpty()) {
            Training next = large.running.remove();
            large.waiting.put(next.trial().number(), next);
            Report report = large.report(next);
            large.decisions.add(Times.nanos(() -> {
                large.study.report(report).forEach(answer -> large.hear(answer, next.until()));
                large.serve(next.until());
            }));
        }
        if (!large.study.isOver()) {
            throw new IllegalStateException("the study was not over but must be: nobody trains");
        }
        long[] nanos = large.decisions.stream().mapToLong(Long::longValue).toArray();
        var bytes = new ByteArrayOutputStream();
        long snapshot = Times.nanos(() -> large.writeTo(bytes));
        var table = new ByteArrayOutputStream();
        long json = Times.nanos(() -> large.tableTo(table));
        return new Figures(
                trials,
                slots,
                nanos.length,
                Times.of(nanos),
                bytes.size(),
                Times.millis(snapshot),
                table.size(),
                Times.millis(json));
    }

    private void writeTo(ByteArrayOutputStream bytes) {
        try {
            study.state().writeTo(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tableTo(ByteArrayOutputStream bytes) {
        try {
            JSON.writeValue(bytes, study.table());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(double now) {
        while (idle > 0) {
            Optional<Trial> trial = study.next();
            if (trial.isEmpty()) {
                return;
            }
            idle--;
            train(trial.get(), 1, now);
        }
    }

    private void train(Trial trial, int epoch, double now) {
        running.add(new Training(trial, epoch, now + 0.5 + random.nextDouble()));
    }

    private Report report(Training training) {
        double x = Double.parseDouble(training.trial().parameters().get("x"));
        double loss = Math.abs(x - 0.3) + 1.0 / training.epoch();
        return new Report(
                training.trial().number(),
                training.epoch(),
                new EpochLosses(loss, loss),
                training.epoch() == MAX_EPOCHS);
    }

    private void hear(Answer answer, double now) {
        Training asked = waiting.get(answer.trial());
        if (asked == null || asked.epoch() != answer.epoch()) {
            return;
        }
        waiting.remove(answer.trial());
        if (answer.stop()) {
            study.finish(answer.trial());
            idle++;
        } else {
            train(asked.trial(), answer.epoch() + 1, now);
        }
    }
}
