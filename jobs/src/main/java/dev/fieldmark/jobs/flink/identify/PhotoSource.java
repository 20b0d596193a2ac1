package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.TakenPhoto;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Photos as they are dropped; each is emitted once its own folder holds it. */
final class PhotoSource implements Source<TakenPhoto, PhotoSplit, AssignedPhotos> {
    private static final long serialVersionUID = 1L;

    private final PhotoStream stream;

    PhotoSource(PhotoStream stream) {
        this.stream = stream;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<PhotoSplit, AssignedPhotos> createEnumerator(SplitEnumeratorContext<PhotoSplit> context) {
        return restoreEnumerator(context, AssignedPhotos.NONE);
    }

    @Override
    public SplitEnumerator<PhotoSplit, AssignedPhotos> restoreEnumerator(
            SplitEnumeratorContext<PhotoSplit> context, AssignedPhotos assigned) {
        return new PhotoEnumerator(context, stream, assigned);
    }

    @Override
    public SimpleVersionedSerializer<PhotoSplit> getSplitSerializer() {
        return new PhotoSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<AssignedPhotos> getEnumeratorCheckpointSerializer() {
        return new AssignedPhotos.Serializer();
    }

    @Override
    public SourceReader<TakenPhoto, PhotoSplit> createReader(SourceReaderContext context) {
        return new PhotoReader(context);
    }
}
