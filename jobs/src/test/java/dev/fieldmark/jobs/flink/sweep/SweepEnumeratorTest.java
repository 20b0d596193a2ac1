package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.Answer;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.Report;
import dev.fieldmark.jobs.sweep.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepEnumeratorTest {
    @TempDir
    Path folder;

    private final Context context = new Context();
    private SweepSetup setup;
    private SweepEnumerator enumerator;

    @BeforeEach
    void open() throws Exception {
        SweepRuns runs = new SweepRuns(folder);
        setup = runs.submit(runs.parts(), Duration.ZERO).setup();
        enumerator = new SweepEnumerator(context, setup, SweepState.empty());
        context.register(0);
        context.register(1);
    }

    private void reports(int reader, int trial, int epoch) {
        EpochLosses losses = new EpochLosses(0.1 * trial, 0.1 * trial);
        enumerator.handleSourceEvent(reader, new SweepEvent.Reports(new Report(trial, epoch, losses, false)));
    }

    @Test
    void handsTrialsOutInOrderToWhoAsks() {
        enumerator.handleSplitRequest(1, null);
        enumerator.handleSplitRequest(0, null);

        assertThat(context.log).containsExactly("1 gets trial-0", "0 gets trial-1");
    }

    @Test
    void sendsAnAnswerToTheReaderThatHasTheTrial() {
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);
        reports(1, 1, 1);
        reports(1, 1, 2);
        reports(0, 0, 1);
        context.log.clear();

        reports(0, 0, 2);

        assertThat(context.log)
                .containsExactly("0 hears " + new Answer(0, 2, false), "1 hears " + new Answer(1, 2, false));
    }

    @Test
    void aTrialThatWasGivenBackGoesOutAgainBeforeNewOnes() {
        enumerator.handleSplitRequest(0, null);
        enumerator.addSplitsBack(List.of(TrialSplit.of(new Trial(0, new TreeMap<>()))), 0);
        context.log.clear();

        enumerator.handleSplitRequest(1, null);

        assertThat(context.log).containsExactly("1 gets trial-0");
    }

    @Test
    void aReaderThatWaitsAtARungTakesTheLowerTrialThatNobodyHas() throws Exception {
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);
        context.readers.remove(0);
        enumerator.addSplitsBack(List.of(TrialSplit.of(new Trial(0, new TreeMap<>()))), 0);
        SweepState rescaledToOneReader = enumerator.snapshotState(1);
        enumerator = new SweepEnumerator(context, setup, rescaledToOneReader);
        enumerator.handleSourceEvent(1, new SweepEvent.Holds(List.of(1), false));
        context.log.clear();

        reports(1, 1, 1);
        reports(1, 1, 2);

        assertThat(context.log).containsExactly("1 hears " + new Answer(1, 1, false), "1 gets trial-0");
    }

    private static final class Context implements SplitEnumeratorContext<SweepSplit> {
        private final List<String> log = new ArrayList<>();
        private final Map<Integer, ReaderInfo> readers = new HashMap<>();

        void register(int reader) {
            readers.put(reader, new ReaderInfo(reader, "here"));
        }

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendEventToSourceReader(int reader, SourceEvent event) {
            log.add(reader + " hears " + ((SweepEvent.Answered) event).answer());
        }

        @Override
        public int currentParallelism() {
            return readers.size();
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return readers;
        }

        @Override
        public void assignSplits(SplitsAssignment<SweepSplit> assignment) {
            assignment
                    .assignment()
                    .forEach((reader, splits) -> splits.forEach(split -> log.add(reader + " gets " + split.splitId())));
        }

        @Override
        public void signalNoMoreSplits(int reader) {
            log.add(reader + " gets no more");
        }

        @Override
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {}

        @Override
        public <T> void callAsync(
                Callable<T> callable, BiConsumer<T, Throwable> handler, long delayMillis, long periodMillis) {}

        @Override
        public void runInCoordinatorThread(Runnable work) {
            work.run();
        }
    }
}
