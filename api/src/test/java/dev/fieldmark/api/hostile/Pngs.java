package dev.fieldmark.api.hostile;

import static dev.fieldmark.api.hostile.Attack.joined;
import static dev.fieldmark.api.hostile.Attack.latin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNGs byte by byte (PNG specification, third edition). */
final class Pngs {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] BOMB = deflated(new byte[64 << 20]);
    private static final int PALETTE = 3;

    private Pngs() {}

    /** A sound one, grey of a gradient in every channel. */
    static byte[] of(int width, int height, int bits, int colourType) {
        int channels = new int[] {1, 0, 3, 1, 2, 0, 4}[colourType];
        var rows = new ByteArrayOutputStream();
        for (int y = 0; y < height; y++) {
            rows.write(0);
            for (int i = 0; i < width * channels * bits / 8; i++) {
                rows.write(i + y);
            }
        }
        return joined(
                SIGNATURE,
                header(width, height, bits, colourType),
                chunk("IDAT", deflated(rows.toByteArray())),
                chunk("IEND", new byte[0]));
    }

    /** The same with another size in its header, whose checksum is right. */
    static byte[] sized(byte[] png, int width, int height) {
        byte[] other = png.clone();
        ByteBuffer.wrap(other).putInt(16, width).putInt(20, height);
        var sum = new CRC32();
        sum.update(other, 12, 17);
        ByteBuffer.wrap(other).putInt(29, (int) sum.getValue());
        return other;
    }

    /** A small picture with a chunk that unpacks to 64 MiB. */
    static byte[] bomb(String chunk) {
        return bomb(chunk, 0, new byte[0]);
    }

    /** The same with a palette, in whose search decoders read what stands before. */
    static byte[] paletteBomb(String chunk) {
        return bomb(chunk, PALETTE, chunk("PLTE", new byte[] {0, 0, 0, 9, 9, 9}));
    }

    private static byte[] bomb(String chunk, int colourType, byte[] palette) {
        byte[] text = switch (chunk) {
            case "IDAT" -> BOMB;
            case "iTXt" -> joined(latin("Comment\0\1\0\0\0"), BOMB);
            default -> joined(latin("Comment\0\0"), BOMB);
        };
        return joined(
                SIGNATURE,
                header(8, 8, 8, colourType),
                palette,
                chunk(chunk, text),
                chunk("IDAT", deflated(new byte[8 * 9])),
                chunk("IEND", new byte[0]));
    }

    private static byte[] header(int width, int height, int bits, int colourType) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .put((byte) colourType)
                        .array());
    }

    private static byte[] chunk(String name, byte[] data) {
        var sum = new CRC32();
        sum.update(latin(name));
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(latin(name))
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] deflated(byte[] data) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
