package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.TakenPhoto;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A photo that a reader has yet to emit. */
record PhotoSplit(TakenPhoto photo) implements SourceSplit {
    /** The same for all: for each that it has not seen, Flink keeps a group of metrics until the job ends. */
    @Override
    public String splitId() {
        return "photos";
    }

    /** As bytes of a checkpoint. */
    static final class Serializer implements SimpleVersionedSerializer<PhotoSplit> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(PhotoSplit split) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeUTF(split.photo.batch());
            out.writeUTF(split.photo.name());
            return bytes.toByteArray();
        }

        @Override
        public PhotoSplit deserialize(int version, byte[] bytes) throws IOException {
            Versions.require(version, VERSION, "photos");
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            return new PhotoSplit(new TakenPhoto(in.readUTF(), in.readUTF()));
        }
    }
}
