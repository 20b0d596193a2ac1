package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.TakenPhoto;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Emits the photos that it was given; asks for more before it has none. All in Flink's thread. */
final class PhotoReader implements SourceReader<TakenPhoto, PhotoSplit> {
    private static final int FEW = 8;

    private final SourceReaderContext context;
    private final Queue<PhotoSplit> photos = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean asked;
    private boolean noMore;

    PhotoReader(SourceReaderContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        askWhereFew();
    }

    private void askWhereFew() {
        if (photos.size() <= FEW && !asked && !noMore) {
            asked = true;
            context.sendSplitRequest();
        }
    }

    @Override
    public void addSplits(List<PhotoSplit> splits) {
        asked = false;
        photos.addAll(splits);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        available.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<TakenPhoto> output) {
        PhotoSplit next = photos.poll();
        askWhereFew();
        if (next != null) {
            output.collect(next.photo());
        }
        if (!photos.isEmpty()) {
            return InputStatus.MORE_AVAILABLE;
        }
        if (noMore) {
            return InputStatus.END_OF_INPUT;
        }
        available = new CompletableFuture<>();
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return photos.isEmpty() && !noMore ? available : CompletableFuture.completedFuture(null);
    }

    @Override
    public List<PhotoSplit> snapshotState(long checkpoint) {
        return List.copyOf(photos);
    }

    @Override
    public void close() {}
}
