package dev.fieldmark.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Stored samples to 8-bit red, green and blue on white. From the raw samples: {@link BufferedImage#getRGB} would bend
 * grey pictures by a gamma curve.
 */
sealed interface RgbRows extends PixelRows {
    int WHITE = 255;

    static RgbRows of(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getDataBuffer() instanceof DataBufferByte bytes
                && bytes.getSize() == 3 * image.getWidth() * image.getHeight()) {
            return new OfBytes(image.getRaster(), bytes);
        }
        return image.getColorModel() instanceof IndexColorModel palette
                ? new OfPalette(image.getRaster(), palette)
                : new OfSamples(image.getRaster(), image.getSampleModel().getSampleSize(0));
    }

    Raster raster();

    @Override
    default int widthPixels() {
        return raster().getWidth();
    }

    @Override
    default int heightPixels() {
        return raster().getHeight();
    }

    @Override
    default int channels() {
        return 3;
    }

    private static int onWhite(int sample, int alpha) {
        return (sample * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE;
    }

    /** Indices of a table of colours. */
    record OfPalette(Raster raster, IndexColorModel palette) implements RgbRows {
        @Override
        public void read(int y, int[] rgb) {
            int[] indices = raster.getSamples(0, y, raster.getWidth(), 1, 0, (int[]) null);
            for (int x = 0; x < indices.length; x++) {
                int index = indices[x];
                int alpha = palette.getAlpha(index);
                rgb[3 * x] = onWhite(palette.getRed(index), alpha);
                rgb[3 * x + 1] = onWhite(palette.getGreen(index), alpha);
                rgb[3 * x + 2] = onWhite(palette.getBlue(index), alpha);
            }
        }
    }

    /** What nearly all colour JPEGs decode to: blue, green and red bytes, read without a detour through a sample model. */
    record OfBytes(Raster raster, DataBufferByte bytes) implements RgbRows {
        @Override
        public void read(int y, int[] rgb) {
            byte[] bgr = bytes.getData();
            int at = 3 * raster.getWidth() * y;
            for (int i = 0; i < 3 * raster.getWidth(); i += 3) {
                rgb[i] = bgr[at + i + 2] & WHITE;
                rgb[i + 1] = bgr[at + i + 1] & WHITE;
                rgb[i + 2] = bgr[at + i] & WHITE;
            }
        }
    }

    /** Grey or colour of any depth, with or without alpha, which is then the last band. */
    record OfSamples(Raster raster, int bits) implements RgbRows {
        @Override
        public void read(int y, int[] rgb) {
            int width = raster.getWidth();
            int bands = raster.getNumBands();
            int[] samples = raster.getPixels(0, y, width, 1, (int[]) null);
            int colours = bands >= 3 ? 3 : 1;
            for (int x = 0; x < width; x++) {
                int alpha = bands > colours ? eightBits(samples[x * bands + colours]) : WHITE;
                for (int c = 0; c < 3; c++) {
                    rgb[3 * x + c] = onWhite(eightBits(samples[x * bands + c % colours]), alpha);
                }
            }
        }

        private int eightBits(int sample) {
            if (bits == 8) {
                return sample;
            }
            int most = (1 << bits) - 1;
            return (int) ((2L * sample * WHITE + most) / (2L * most));
        }
    }

    /** The four inks of a JPEG. */
    record OfInks(Raster raster, Inks inks) implements RgbRows {
        @Override
        public void read(int y, int[] rgb) {
            int[] samples = raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null);
            for (int x = 0; x < raster.getWidth(); x++) {
                inks.toRgb(samples, 4 * x, rgb, 3 * x);
            }
        }
    }
}
