package dev.fieldmark.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures made for tests. */
final class Pictures {
    static final PhotoLimits LIMITS = new PhotoLimits(1_000_000, 1_000_000);

    private Pictures() {}

    static BufferedImage grey(int width, int height, IntBinaryOperator greyAt) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, greyAt.applyAsInt(x, y));
            }
        }
        return image;
    }

    static byte[] encode(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer of " + format + " for this picture");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A JPEG with an EXIF segment that holds the orientation (SHORT) alone. */
    static byte[] withExif(byte[] jpeg, int orientation, ByteOrder order) {
        byte[] sign = order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'};
        var tiff = ByteBuffer.allocate(26)
                .order(order)
                .put(sign)
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
        byte[] exif = {'E', 'x', 'i', 'f', 0, 0};
        return ByteBuffer.allocate(jpeg.length + 4 + exif.length + 26)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) 0xe1)
                .putShort((short) (2 + exif.length + 26))
                .put(exif)
                .put(tiff.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    static byte[] progressive(BufferedImage image) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return write(writer, new IIOImage(image, null, null), settings);
    }

    /** A JPEG of four components that says nothing about them: inverted inks without black, or YCbCr of such, and none. */
    static byte[] inks(BufferedImage image, boolean lumaAndChroma) {
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, image.getWidth(), image.getHeight(), 4, null);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int colour = image.getRGB(x, y);
                int[] inks = {colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff, 255};
                raster.setPixel(
                        x, y, lumaAndChroma ? lumaAndChroma(255 - inks[0], 255 - inks[1], 255 - inks[2]) : inks);
            }
        }
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(0.95f);
        return write(writer, new IIOImage(raster, null, null), settings);
    }

    private static int[] lumaAndChroma(int red, int green, int blue) {
        double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        return new int[] {
            (int) Math.round(luma),
            (int) Math.round(128 + (blue - luma) / 1.772),
            (int) Math.round(128 + (red - luma) / 1.402),
            255
        };
    }

    /** A JPEG with Adobe's APP14 segment. */
    static byte[] withAdobe(byte[] jpeg, int transform) {
        return ByteBuffer.allocate(jpeg.length + 16)
                .put(jpeg, 0, 2)
                .put(new byte[] {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0})
                .put((byte) transform)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam settings) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, image, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
