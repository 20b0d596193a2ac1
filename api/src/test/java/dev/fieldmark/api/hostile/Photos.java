package dev.fieldmark.api.hostile;

import static dev.fieldmark.api.hostile.Attack.joined;
import static dev.fieldmark.api.hostile.Attack.latin;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The corpus: pictures of every kind, small and sound, and such as were made to do harm. */
final class Photos {
    private Photos() {}

    /** Sound ones by name, for damage to begin with. */
    static Map<String, byte[]> sound() throws IOException {
        var photos = new LinkedHashMap<String, byte[]>();
        photos.put("png-grey-8", encoded(drawn(96, 96, BufferedImage.TYPE_BYTE_GRAY), "png"));
        photos.put("png-grey-16", encoded(drawn(50, 40, BufferedImage.TYPE_USHORT_GRAY), "png"));
        photos.put("png-rgb", encoded(drawn(64, 48, BufferedImage.TYPE_INT_RGB), "png"));
        photos.put("png-rgba", encoded(drawn(64, 48, BufferedImage.TYPE_INT_ARGB), "png"));
        for (int bits : new int[] {1, 2, 4, 8}) {
            photos.put("png-palette-" + bits, encoded(palette(bits), "png"));
        }
        photos.put("png-interlaced", interlaced(drawn(65, 33, BufferedImage.TYPE_INT_RGB)));
        photos.put("png-rgb-16", Pngs.of(33, 21, 16, 2));
        photos.put("png-rgba-16", Pngs.of(33, 21, 16, 6));
        photos.put("png-grey-alpha", Pngs.of(33, 21, 8, 4));
        photos.put("png-1x1", encoded(drawn(1, 1, BufferedImage.TYPE_INT_RGB), "png"));
        byte[] jpeg = encoded(drawn(120, 80, BufferedImage.TYPE_INT_RGB), "jpeg");
        photos.put("jpeg", jpeg);
        photos.put("jpeg-grey", encoded(drawn(120, 80, BufferedImage.TYPE_BYTE_GRAY), "jpeg"));
        photos.put("jpeg-1x1", encoded(drawn(1, 1, BufferedImage.TYPE_INT_RGB), "jpeg"));
        photos.put("jpeg-progressive", progressive(drawn(120, 80, BufferedImage.TYPE_INT_RGB)));
        photos.put("jpeg-cmyk", Jpegs.adobe(inks(), 0));
        photos.put("jpeg-ycck", Jpegs.adobe(inks(), 2));
        photos.put("jpeg-icc", Jpegs.withProfile(jpeg));
        for (int orientation = 1; orientation <= 8; orientation++) {
            photos.put("jpeg-exif-" + orientation, Jpegs.oriented(jpeg, orientation));
        }
        photos.put("gif", encoded(drawn(40, 30, BufferedImage.TYPE_BYTE_INDEXED), "gif"));
        photos.put("gif-animated", animated());
        return photos;
    }

    /** Pictures that are none, are another's, or would become more than they are. */
    static Map<String, byte[]> crafted() throws IOException {
        var photos = new LinkedHashMap<String, byte[]>();
        byte[] png = encoded(drawn(96, 96, BufferedImage.TYPE_BYTE_GRAY), "png");
        byte[] jpeg = encoded(drawn(120, 80, BufferedImage.TYPE_INT_RGB), "jpeg");
        byte[] gif = encoded(drawn(40, 30, BufferedImage.TYPE_BYTE_INDEXED), "gif");
        byte[] zip = zip();
        photos.put("png-20000x20000", Pngs.sized(png, 20_000, 20_000));
        photos.put("png-maxint", Pngs.sized(png, Integer.MAX_VALUE, Integer.MAX_VALUE));
        photos.put("png-one-row", Pngs.sized(png, 40_000_000, 1));
        photos.put("png-negative", Pngs.sized(png, -1, -1));
        photos.put("png-bomb-idat", Pngs.bomb("IDAT"));
        photos.put("png-bomb-zTXt", Pngs.bomb("zTXt"));
        photos.put("png-bomb-iTXt", Pngs.bomb("iTXt"));
        photos.put("png-bomb-iCCP", Pngs.bomb("iCCP"));
        photos.put("png-bomb-palette-zTXt", Pngs.paletteBomb("zTXt"));
        photos.put("png-bomb-palette-iCCP", Pngs.paletteBomb("iCCP"));
        photos.put("jpeg-65535x65535", Jpegs.sized(jpeg, 65_535, 65_535));
        photos.put("jpeg-20000x20000", Jpegs.sized(jpeg, 20_000, 20_000));
        photos.put("jpeg-0x0", Jpegs.sized(jpeg, 0, 0));
        photos.put("jpeg-scans", Jpegs.scans(progressive(drawn(120, 80, BufferedImage.TYPE_INT_RGB)), 10_000));
        photos.put("jpeg-endless-profile", Jpegs.withSegments(jpeg, 0xe2, 100));
        photos.put("jpeg-exif-loop", Jpegs.withLoopingExif(jpeg));
        photos.put("gif-65535x65535", Gifs.sized(gif, 65_535, 65_535));
        photos.put("gif-endless-extension", joined(latin("GIF89a"), new byte[7], new byte[] {0x21, (byte) 0xf9}));
        photos.put("jpeg+zip", joined(jpeg, zip));
        photos.put("gifar", joined(gif, zip));
        photos.put("zip+jpeg", joined(zip, jpeg));
        photos.put("zip", zip);
        photos.put("html", latin("<html><script>alert(1)</script></html>"));
        photos.put("gif+html", joined(latin("GIF89a/*"), latin("<script>*/=1;alert(1)</script>")));
        photos.put("svg", latin("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"));
        photos.put("bmp", encoded(drawn(40, 30, BufferedImage.TYPE_INT_RGB), "bmp"));
        photos.put("tiff", encoded(drawn(40, 30, BufferedImage.TYPE_INT_RGB), "tiff"));
        photos.put("webp-lossy", webp("VP8 "));
        photos.put("webp-lossless", webp("VP8L"));
        photos.put("webp-extended", webp("VP8X"));
        photos.put("java-object", new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 's', 'r'});
        photos.put("zeros", new byte[100_000]);
        return photos;
    }

    /** Just within the limit of pixels, and a few kilobytes: as much memory and work as a request may cost. */
    static Map<String, byte[]> large() throws IOException {
        var photos = new LinkedHashMap<String, byte[]>();
        photos.put("png-6300x6300-without-its-data", Pngs.sized(Pngs.of(33, 21, 16, 6), 6_300, 6_300));
        photos.put("png-20000x2000", encoded(new BufferedImage(20_000, 2_000, BufferedImage.TYPE_BYTE_BINARY), "png"));
        byte[] jpeg = encoded(drawn(120, 80, BufferedImage.TYPE_INT_RGB), "jpeg");
        photos.put("jpeg-6300x6300", Jpegs.sized(jpeg, 6_300, 6_300));
        byte[] progressive = progressive(drawn(120, 80, BufferedImage.TYPE_INT_RGB));
        for (int more : new int[] {3, 150}) {
            photos.put("jpeg-6300x6300-of-scans-" + more, Jpegs.scans(Jpegs.sized(progressive, 6_300, 6_300), more));
        }
        return photos;
    }

    static BufferedImage drawn(int width, int height, int type) {
        var picture = new BufferedImage(width, height, type);
        var graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.GREEN);
        graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
        graphics.dispose();
        return picture;
    }

    private static BufferedImage palette(int bits) {
        int size = 1 << bits;
        byte[] ramp = new byte[size];
        byte[] alpha = new byte[size];
        for (int i = 0; i < size; i++) {
            ramp[i] = (byte) (255 * i / Math.max(1, size - 1));
            alpha[i] = (byte) (255 - i);
        }
        var colours = new IndexColorModel(bits, size, ramp, ramp, ramp, alpha);
        var picture = bits == 8
                ? new BufferedImage(50, 31, BufferedImage.TYPE_BYTE_INDEXED, colours)
                : new BufferedImage(50, 31, BufferedImage.TYPE_BYTE_BINARY, colours);
        for (int x = 0; x < 50; x++) {
            picture.getRaster().setSample(x, x % 31, 0, x % size);
        }
        return picture;
    }

    static byte[] encoded(BufferedImage picture, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, out)) {
            throw new IOException("no writer of " + format);
        }
        return out.toByteArray();
    }

    private static byte[] interlaced(BufferedImage picture) throws IOException {
        return progressive(picture, "png");
    }

    private static byte[] progressive(BufferedImage picture) throws IOException {
        return progressive(picture, "jpeg");
    }

    private static byte[] progressive(BufferedImage picture, String format) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return written(writer, new IIOImage(picture, null, null), settings);
    }

    private static byte[] inks() throws IOException {
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 60, 40, 4, null);
        for (int x = 0; x < 60; x++) {
            raster.setPixel(x, x % 40, new int[] {4 * x, 255 - 4 * x, 128, 200});
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        return written(writer, new IIOImage(raster, null, null), writer.getDefaultWriteParam());
    }

    private static byte[] written(ImageWriter writer, IIOImage picture, ImageWriteParam settings) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, picture, settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] animated() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int frame = 0; frame < 3; frame++) {
                BufferedImage picture = drawn(30 + frame, 20, BufferedImage.TYPE_BYTE_INDEXED);
                writer.writeToSequence(new IIOImage(picture, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The shell of a WebP whose picture is noise. */
    private static byte[] webp(String chunk) {
        byte[] data = new byte[100];
        Arrays.fill(data, (byte) 0x2f);
        return joined(latin("RIFF"), new byte[] {112, 0, 0, 0}, latin("WEBP" + chunk), new byte[] {100, 0, 0, 0}, data);
    }

    private static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../../evil.class"));
            zip.write(new byte[100_000]);
        }
        return bytes.toByteArray();
    }
}
