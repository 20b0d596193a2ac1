package dev.fieldmark.jobs.backbone;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.data.SyncedFiles;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a backbone said of one shard of photos.
 *
 * @param shard its place among the dataset's
 * @param photos in it
 * @param sha256 of the file
 */
public record FeatureShard(int shard, int photos, String sha256) implements Serializable {
    private String file() {
        return file(shard);
    }

    private static String file(int shard) {
        return String.format(Locale.ROOT, "features-%05d.bin", shard);
    }

    /** Writes the file. */
    public static FeatureShard write(Path folder, int shard, FeatureSet features) throws IOException {
        var buffer =
                ByteBuffer.allocate(bytes(features.size(), features.length())).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = buffer.asFloatBuffer();
        for (int i = 0; i < features.size(); i++) {
            floats.put(features.plain()[i]).put(features.mirrored()[i]);
        }
        SyncedFiles.write(folder.resolve(file(shard)), buffer.array());
        return new FeatureShard(shard, features.size(), Sha256.hex(buffer.array()));
    }

    private static int bytes(int photos, int length) {
        return Math.multiplyExact(2 * Float.BYTES * photos, length);
    }

    /** Reads the file into a set, from this place on. */
    void read(Path folder, FeatureSet features, int from) throws IOException {
        Path path = folder.resolve(file());
        byte[] bytes = SyncedFiles.read(path, bytes(photos, features.length()));
        String found = Sha256.hex(bytes);
        if (!found.equals(sha256)) {
            throw new BadDataException(path + ": sha256 was " + found + " but must be " + sha256 + " ("
                    + FeatureManifest.FILE + "); remove the folder, and the features are computed again");
        }
        FloatBuffer floats =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int i = from; i < from + photos; i++) {
            floats.get(features.plain()[i]).get(features.mirrored()[i]);
        }
    }
}
