package dev.fieldmark.jobs.train;

import java.util.SplittableRandom;
import java.util.zip.Checksum;

/** The pixels themselves, {@link PhotoBatches#MIDDLE} as 0. */
record PixelViews(byte[][] photos, PhotoDistortion distortion, int sidePixels) implements Views {
    @Override
    public int size() {
        return photos.length;
    }

    @Override
    public void plain(int photo, float[] to, int at) {
        byte[] samples = photos[photo];
        for (int i = 0; i < samples.length; i++) {
            to[at + i] = units(Byte.toUnsignedInt(samples[i]));
        }
    }

    @Override
    public void mirrored(int photo, float[] to, int at) {
        byte[] samples = photos[photo];
        for (int i = 0; i < samples.length; i++) {
            int column = i % sidePixels;
            to[at + i] = units(Byte.toUnsignedInt(samples[i - column + sidePixels - 1 - column]));
        }
    }

    @Override
    public void changed(int photo, float[] to, int at, SplittableRandom random) {
        distortion.apply(photos[photo], to, at, random);
        for (int i = at; i < at + photos[photo].length; i++) {
            to[i] = units(to[i]);
        }
    }

    private static float units(float sample) {
        return (sample - PhotoBatches.MIDDLE) / PhotoBatches.UNIT;
    }

    @Override
    public void update(Checksum checksum) {
        for (byte[] photo : photos) {
            checksum.update(photo);
        }
    }
}
