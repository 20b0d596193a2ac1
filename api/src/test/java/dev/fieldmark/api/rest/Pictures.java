package dev.fieldmark.api.rest;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Pictures to send. */
final class Pictures {
    private Pictures() {}

    /** One colour all over, but another one in the top left quarter. */
    static BufferedImage picture(int width, int height, int type, Color colour, Color topLeft) {
        var picture = new BufferedImage(width, height, type);
        var graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(topLeft);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.dispose();
        return picture;
    }

    static byte[] grey96Png() throws IOException {
        return encoded(picture(96, 96, BufferedImage.TYPE_BYTE_GRAY, Color.BLACK, Color.WHITE), "png");
    }

    static byte[] blackPng() throws IOException {
        return encoded(picture(8, 8, BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.BLACK), "png");
    }

    static byte[] encoded(BufferedImage picture, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, out)) {
            throw new IOException("no writer for " + format);
        }
        return out.toByteArray();
    }

    /** A JPEG with an EXIF block that holds the orientation alone, right behind the start marker. */
    static byte[] oriented(byte[] jpeg, int orientation) {
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8, // TIFF, big-endian
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0, // one entry: 0x112, a short
            0,
            0,
            0,
            0
        };
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    static String pixelString(int count, int grey) {
        int[] greys = new int[count];
        Arrays.fill(greys, grey);
        return IntStream.of(greys).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
