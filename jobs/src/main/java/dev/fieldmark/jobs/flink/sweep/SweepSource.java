package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A sweep: bounded, over when its trials are and the winner is staged. */
final class SweepSource implements Source<SweepRecord, SweepSplit, SweepState> {
    private static final long serialVersionUID = 1L;

    private final SweepSetup setup;

    SweepSource(SweepSetup setup) {
        this.setup = setup;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<SweepSplit, SweepState> createEnumerator(SplitEnumeratorContext<SweepSplit> context) {
        try {
            return restoreEnumerator(
                    context,
                    setup.studyFolder()
                            .finishedState()
                            .map(SweepState::unpublished)
                            .orElse(SweepState.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SplitEnumerator<SweepSplit, SweepState> restoreEnumerator(
            SplitEnumeratorContext<SweepSplit> context, SweepState state) {
        return new SweepEnumerator(context, setup, state);
    }

    @Override
    public SimpleVersionedSerializer<SweepSplit> getSplitSerializer() {
        return new SweepSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<SweepState> getEnumeratorCheckpointSerializer() {
        return new SweepState.Serializer();
    }

    @Override
    public SourceReader<SweepRecord, SweepSplit> createReader(SourceReaderContext context) {
        return new SweepReader(context, setup);
    }
}
