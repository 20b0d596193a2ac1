package dev.fieldmark.jobs.flink.identify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Photos whose replies are in one checkpoint.
 *
 * @param broken how many of them could not be read
 */
record AnsweredPhotos(List<String> ids, int broken) {
    AnsweredPhotos {
        ids = List.copyOf(ids);
    }

    /** As bytes of a checkpoint. */
    static final class Serializer implements SimpleVersionedSerializer<AnsweredPhotos> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(AnsweredPhotos photos) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(photos.broken);
            out.writeInt(photos.ids.size());
            for (String id : photos.ids) {
                out.writeUTF(id);
            }
            return bytes.toByteArray();
        }

        @Override
        public AnsweredPhotos deserialize(int version, byte[] bytes) throws IOException {
            Versions.require(version, VERSION, "answered photos");
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            int broken = in.readInt();
            List<String> ids = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                ids.add(in.readUTF());
            }
            return new AnsweredPhotos(ids, broken);
        }
    }
}
