package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.backbone.FeatureScale;
import dev.fieldmark.jobs.backbone.FeatureSet;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.Checksum;

/** What a backbone said of them. */
record FeatureViews(FeatureSet photos, FeatureScale scale, boolean flip) implements Views {
    @Override
    public int size() {
        return photos.size();
    }

    @Override
    public void plain(int photo, float[] to, int at) {
        scale.write(photos.plain()[photo], to, at);
    }

    @Override
    public void mirrored(int photo, float[] to, int at) {
        scale.write(photos.mirrored()[photo], to, at);
    }

    @Override
    public void changed(int photo, float[] to, int at, SplittableRandom random) {
        if (flip && random.nextBoolean()) {
            mirrored(photo, to, at);
        } else {
            plain(photo, to, at);
        }
    }

    @Override
    public void update(Checksum checksum) {
        for (float[][] views : new float[][][] {photos.plain(), photos.mirrored()}) {
            for (float[] view : views) {
                var bytes = ByteBuffer.allocate(view.length * Float.BYTES);
                bytes.asFloatBuffer().put(view);
                checksum.update(bytes);
            }
        }
    }
}
