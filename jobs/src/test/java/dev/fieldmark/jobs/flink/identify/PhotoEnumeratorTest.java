package dev.fieldmark.jobs.flink.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.identify.TakenPhoto;
import dev.fieldmark.jobs.identify.TakenPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoEnumeratorTest {
    @TempDir
    Path folder;

    private final Context context = new Context();
    private Path incoming;
    private TakenPhotos taken;

    @BeforeEach
    void make() throws IOException {
        incoming = Files.createDirectory(folder.resolve("in"));
        Files.createDirectory(folder.resolve("state"));
        taken = stream(Duration.ZERO).incomingFolder().taken();
        context.readers.put(0, new ReaderInfo(0, "here"));
        context.readers.put(1, new ReaderInfo(1, "here"));
    }

    private PhotoStream stream(Duration untilIdle) {
        return new PhotoStream(
                "species-drawn",
                folder.resolve("store").toString(),
                incoming.toUri(),
                folder.resolve("replies").toUri(),
                folder.resolve("processed").toUri(),
                folder.resolve("state").toUri(),
                Duration.ofSeconds(1),
                untilIdle,
                "");
    }

    private PhotoEnumerator start(Set<String> assigned, Duration untilIdle) {
        var enumerator = new PhotoEnumerator(context, stream(untilIdle), new AssignedPhotos(assigned));
        enumerator.start();
        return enumerator;
    }

    private static String[] names(int from, int to) {
        return IntStream.range(from, to).mapToObj("%02d"::formatted).toArray(String[]::new);
    }

    private void drop(String... names) throws IOException {
        for (String name : names) {
            Path file = Files.writeString(incoming.resolve(name), name);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        }
    }

    @Test
    void givesAFewPhotosToEachReaderThatAsks() throws Exception {
        drop(names(0, 18));
        var enumerator = start(Set.of(), Duration.ZERO);
        enumerator.handleSplitRequest(1, null);
        assertThat(context.given).isEmpty();

        context.look();
        enumerator.handleSplitRequest(0, null);

        assertThat(context.names(1)).containsExactly(names(0, 16));
        assertThat(context.names(0)).containsExactly(names(16, 18));
        assertThat(incoming.toFile().list()).containsExactly(".taken");
    }

    @Test
    void keepsWhatIsNotPutAwayAndForgetsTheRest() throws Exception {
        drop("a", "b");
        var enumerator = start(Set.of(), Duration.ZERO);
        enumerator.handleSplitRequest(0, null);
        context.look();
        List<TakenPhoto> photos = context.photos(0);
        assertThat(enumerator.snapshotState(1).ids())
                .containsExactlyInAnyOrder(photos.get(0).id(), photos.get(1).id());

        taken.finish(List.of(photos.get(0).id()), Files.createDirectories(folder.resolve("processed")));

        assertThat(enumerator.snapshotState(2).ids())
                .containsExactly(photos.get(1).id());
    }

    @Test
    void givesAgainWhatWasTakenSinceTheCheckpointButNotWhatItHolds() throws Exception {
        drop("held", "lost");
        var dead = start(Set.of(), Duration.ZERO);
        dead.handleSplitRequest(0, null);
        context.look();
        TakenPhoto held = context.photos(0).get(0);
        TakenPhoto lost = context.photos(0).get(1);
        context.given.clear();

        var restored = start(Set.of(held.id()), Duration.ZERO);
        restored.handleSplitRequest(0, null);

        assertThat(context.photos(0)).containsExactly(lost);
        assertThat(restored.snapshotState(1).ids()).containsExactlyInAnyOrder(held.id(), lost.id());
    }

    @Test
    void givesToAnotherWhatAReaderThatFailedHad() throws Exception {
        drop("a");
        var enumerator = start(Set.of(), Duration.ZERO);
        enumerator.handleSplitRequest(0, null);
        context.look();
        List<TakenPhoto> photos = context.photos(0);
        context.readers.remove(0);

        enumerator.addSplitsBack(photos.stream().map(PhotoSplit::new).toList(), 0);
        enumerator.handleSplitRequest(1, null);

        assertThat(context.photos(1)).isEqualTo(photos);
    }

    @Test
    void aNameThatIsDroppedAgainIsAnotherPhoto() throws Exception {
        drop("a");
        var enumerator = start(Set.of(), Duration.ZERO);
        enumerator.handleSplitRequest(0, null);
        context.look();
        drop("a");
        enumerator.handleSplitRequest(0, null);
        context.look();

        assertThat(context.names(0)).containsExactly("a", "a");
        assertThat(context.photos(0)).doesNotHaveDuplicates();
    }

    @Test
    void endsOnceItIsIdleAndNotWhileThereArePhotos() throws Exception {
        drop("a");
        var enumerator = start(Set.of(), Duration.ofNanos(1));
        context.look(); // nobody asked for it yet
        assertThat(stream(Duration.ZERO).stateFolder().hasEnded()).isFalse();
        enumerator.handleSplitRequest(0, null);

        context.look();
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);

        assertThat(stream(Duration.ZERO).stateFolder().hasEnded()).isTrue();
        assertThat(context.names(0)).containsExactly("a");
        assertThat(context.ended).containsExactly(0, 1);
    }

    @Test
    void stoppedItTakesNoMore() throws Exception {
        drop(names(0, 17));
        var enumerator = start(Set.of(), Duration.ZERO);
        enumerator.handleSplitRequest(0, null);
        context.look();
        stream(Duration.ZERO).stateFolder().stop();

        context.look();
        enumerator.handleSplitRequest(0, null);

        assertThat(context.names(0)).containsExactly(names(0, 16));
        assertThat(context.ended).containsExactly(0);
        assertThat(incoming.resolve("16")).exists();
    }

    @Test
    void whatACheckpointHoldsReadsBack() throws IOException {
        var assigned = new AssignedPhotos(Set.of("a", "b"));
        var states = new AssignedPhotos.Serializer();
        assertThat(states.deserialize(1, states.serialize(assigned))).isEqualTo(assigned);
        var split = new PhotoSplit(new TakenPhoto("batch", "day/%C3%BC.jpg"));
        var splits = new PhotoSplit.Serializer();
        assertThat(splits.deserialize(1, splits.serialize(split))).isEqualTo(split);
        var answered = new AnsweredPhotos(List.of("a", "b"), 1);
        var committables = new AnsweredPhotos.Serializer();
        assertThat(committables.deserialize(1, committables.serialize(answered)))
                .isEqualTo(answered);
    }

    private static final class Context implements SplitEnumeratorContext<PhotoSplit> {
        private final Map<Integer, ReaderInfo> readers = new HashMap<>();
        private final Map<Integer, List<TakenPhoto>> given = new HashMap<>();
        private final List<Integer> ended = new ArrayList<>();
        private Runnable looking = () -> {};

        void look() {
            looking.run();
        }

        List<TakenPhoto> photos(int reader) {
            return given.getOrDefault(reader, List.of());
        }

        List<String> names(int reader) {
            return photos(reader).stream().map(TakenPhoto::name).toList();
        }

        @Override
        public <T> void callAsync(
                Callable<T> callable, BiConsumer<T, Throwable> handler, long delayMillis, long periodMillis) {
            looking = () -> {
                try {
                    handler.accept(callable.call(), null);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            };
        }

        @Override
        public void assignSplits(SplitsAssignment<PhotoSplit> assignment) {
            assignment
                    .assignment()
                    .forEach((reader, splits) -> given.computeIfAbsent(reader, r -> new ArrayList<>())
                            .addAll(splits.stream().map(PhotoSplit::photo).toList()));
        }

        @Override
        public void signalNoMoreSplits(int reader) {
            ended.add(reader);
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return readers;
        }

        @Override
        public int currentParallelism() {
            return readers.size();
        }

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendEventToSourceReader(int reader, SourceEvent event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void runInCoordinatorThread(Runnable work) {
            work.run();
        }
    }
}
