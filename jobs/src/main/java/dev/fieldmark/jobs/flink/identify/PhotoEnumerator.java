package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.IncomingFolder;
import dev.fieldmark.jobs.identify.PhotoName;
import dev.fieldmark.jobs.identify.StreamFolder;
import dev.fieldmark.jobs.identify.TakenPhoto;
import dev.fieldmark.jobs.identify.TakenPhotos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Looks for photos, takes them and gives them to readers that ask, some at a time. What was taken is with a reader or a
 * sink, and then in the checkpoint, or with nobody, and then it is given away again: also after a kill, when it lies where
 * taken photos are and no checkpoint knows it.
 */
final class PhotoEnumerator implements SplitEnumerator<PhotoSplit, AssignedPhotos> {
    private static final int PHOTOS_AT_A_TIME = 16;
    private static final long LOOK_MILLIS = 200;

    private final SplitEnumeratorContext<PhotoSplit> context;
    private final IncomingFolder incoming;
    private final TakenPhotos taken;
    private final StreamFolder folder;
    private final long untilIdleNanos;
    private final Set<String> assigned;
    /** Taken, but with nobody. */
    private final Deque<TakenPhoto> again = new ArrayDeque<>();
    /** Seen, but not taken. */
    private final Deque<PhotoName> waiting = new ArrayDeque<>();
    /** Readers that asked, in order of number. */
    private final Set<Integer> asking = new TreeSet<>();

    private volatile boolean looksForPhotos = true;
    private long lastPhotoNanos = System.nanoTime();
    private int told;
    private boolean ending;

    PhotoEnumerator(SplitEnumeratorContext<PhotoSplit> context, PhotoStream stream, AssignedPhotos assigned) {
        this.context = context;
        this.incoming = stream.incomingFolder();
        this.taken = incoming.taken();
        this.folder = stream.stateFolder();
        this.untilIdleNanos = stream.untilIdle().toNanos();
        this.assigned = new HashSet<>(assigned.ids());
    }

    @Override
    public void start() {
        try {
            taken.all().stream().filter(photo -> !assigned.contains(photo.id())).forEach(again::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.callAsync(this::look, this::looked, 0, LOOK_MILLIS);
    }

    // --- looking: the first in a thread of Flink's own --------------------------------------------------------------

    private record Look(IncomingFolder.Found found, boolean stopping) {}

    private Look look() throws IOException {
        return new Look(
                looksForPhotos ? incoming.look() : new IncomingFolder.Found(List.of(), true), folder.isStopping());
    }

    private void looked(Look look, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                throw new IOException(incoming.path() + ": can't be looked into: " + failure, failure);
            }
            if (waiting.isEmpty() && !ending) {
                waiting.addAll(look.found().settled());
            }
            tellWaiting();
            boolean idle = isIdle(look.found().unsettled());
            if (!ending && (look.stopping() || idle)) {
                end();
            }
            serve();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tellWaiting() throws IOException {
        if (waiting.size() != told) {
            told = waiting.size();
            folder.writeWaiting(told);
        }
    }

    /** Whether no photo came for so long that the stream may end. */
    private boolean isIdle(boolean unsettled) {
        long now = System.nanoTime();
        if (unsettled || !waiting.isEmpty() || !again.isEmpty()) {
            lastPhotoNanos = now;
            return false;
        }
        return untilIdleNanos > 0 && now - lastPhotoNanos >= untilIdleNanos;
    }

    private void end() throws IOException {
        ending = true;
        waiting.clear();
        folder.end();
    }

    // --- serving ----------------------------------------------------------------------------------------------------

    @Override
    public void addReader(int subtask) {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        asking.add(subtask);
        serve();
    }

    private void serve() {
        for (Iterator<Integer> readers = asking.iterator(); readers.hasNext(); ) {
            int reader = readers.next();
            if (!context.registeredReaders().containsKey(reader) || serve(reader)) {
                readers.remove();
            }
        }
        looksForPhotos = waiting.isEmpty() && !ending;
    }

    private boolean serve(int reader) {
        List<PhotoSplit> photos = take();
        if (!photos.isEmpty()) {
            context.assignSplits(new SplitsAssignment<>(Map.of(reader, photos)));
            return true;
        }
        if (ending) {
            context.signalNoMoreSplits(reader);
        }
        return ending;
    }

    /** First what was taken before. */
    private List<PhotoSplit> take() {
        List<TakenPhoto> photos = new ArrayList<>();
        while (photos.size() < PHOTOS_AT_A_TIME && !again.isEmpty()) {
            photos.add(again.remove());
        }
        while (photos.isEmpty() && !waiting.isEmpty()) {
            Set<PhotoName> names = new LinkedHashSet<>();
            while (names.size() < PHOTOS_AT_A_TIME && !waiting.isEmpty()) {
                names.add(waiting.remove());
            }
            photos.addAll(take(names));
        }
        photos.forEach(photo -> assigned.add(photo.id()));
        return photos.stream().map(PhotoSplit::new).toList();
    }

    private List<TakenPhoto> take(Set<PhotoName> names) {
        try {
            return taken.take(incoming, names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a reader that failed: what it got since the last checkpoint. */
    @Override
    public void addSplitsBack(List<PhotoSplit> splits, int subtask) {
        asking.remove(subtask);
        for (PhotoSplit split : splits) {
            assigned.remove(split.photo().id());
            again.add(split.photo());
        }
        serve();
    }

    /** Forgets what was put away, for no photo gets the same id. */
    @Override
    public AssignedPhotos snapshotState(long checkpoint) {
        assigned.removeIf(id -> !taken.has(id));
        return new AssignedPhotos(assigned);
    }

    @Override
    public void close() {}
}
