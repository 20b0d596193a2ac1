package dev.fieldmark.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Stored samples to 8-bit luma (Rec. 601) on white. From the raw samples: {@link BufferedImage#getRGB} would bend grey
 * pictures by a gamma curve.
 */
final class Luma {
    private static final int WHITE = 255;

    private Luma() {}

    static GreyPicture of(BufferedImage image) {
        int width = image.getWidth();
        byte[] greys = new byte[width * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            if (image.getColorModel() instanceof IndexColorModel palette) {
                paletteRow(image.getRaster(), palette, y, greys);
            } else {
                sampleRow(image.getRaster(), y, greys);
            }
        }
        return new GreyPicture(width, image.getHeight(), greys);
    }

    private static void paletteRow(Raster raster, IndexColorModel palette, int y, byte[] greys) {
        int width = raster.getWidth();
        int[] indices = raster.getSamples(0, y, width, 1, 0, (int[]) null);
        for (int x = 0; x < width; x++) {
            int index = indices[x];
            int luma = luma(palette.getRed(index), palette.getGreen(index), palette.getBlue(index));
            greys[y * width + x] = (byte) onWhite(luma, palette.getAlpha(index));
        }
    }

    private static void sampleRow(Raster raster, int y, byte[] greys) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int bits = raster.getSampleModel().getSampleSize(0);
        int[] samples = raster.getPixels(0, y, width, 1, (int[]) null);
        for (int x = 0; x < width; x++) {
            int at = x * bands;
            int luma = eightBits(samples[at], bits);
            if (bands >= 3) {
                luma = luma(luma, eightBits(samples[at + 1], bits), eightBits(samples[at + 2], bits));
            }
            boolean transparent = bands == 2 || bands == 4;
            int alpha = transparent ? eightBits(samples[at + bands - 1], bits) : WHITE;
            greys[y * width + x] = (byte) onWhite(luma, alpha);
        }
    }

    private static int luma(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }

    private static int onWhite(int luma, int alpha) {
        return (luma * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE;
    }

    private static int eightBits(int sample, int bits) {
        if (bits == 8) {
            return sample;
        }
        int most = (1 << bits) - 1;
        return (int) ((2L * sample * WHITE + most) / (2L * most));
    }
}
