package dev.fieldmark.jobs.flink.identify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The enumerator's part of a checkpoint.
 *
 * @param ids of photos that a reader, or a sink behind it, has, and that are not put away
 */
record AssignedPhotos(Set<String> ids) {
    static final AssignedPhotos NONE = new AssignedPhotos(Set.of());

    AssignedPhotos {
        ids = Set.copyOf(ids);
    }

    /** As bytes of a checkpoint. */
    static final class Serializer implements SimpleVersionedSerializer<AssignedPhotos> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(AssignedPhotos photos) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(photos.ids.size());
            for (String id : photos.ids) {
                out.writeUTF(id);
            }
            return bytes.toByteArray();
        }

        @Override
        public AssignedPhotos deserialize(int version, byte[] bytes) throws IOException {
            Versions.require(version, VERSION, "assigned photos");
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            Set<String> ids = new HashSet<>();
            for (int i = in.readInt(); i > 0; i--) {
                ids.add(in.readUTF());
            }
            return new AssignedPhotos(ids);
        }
    }
}
