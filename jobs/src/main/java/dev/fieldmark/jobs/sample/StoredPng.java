package dev.fieldmark.jobs.sample;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Colour pictures as PNG, uncompressed. What a compressor writes depends on the zlib that the JVM found, so that the same
 * picture were other bytes elsewhere; and noise hardly compresses. (PNG, third edition; RFC 1950 and 1951.)
 */
final class StoredPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int LARGEST_BLOCK = 65_535;

    private StoredPng() {}

    static byte[] of(SamplePhoto photo) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(photo.width())
                .putInt(photo.height())
                .put(new byte[] {8, 2, 0, 0, 0}) // 8 bits of red, green and blue
                .array();
        chunk(png, "IHDR", header);
        chunk(png, "IDAT", stored(rows(photo)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Each row begins with a byte that says that it is not filtered. */
    private static byte[] rows(SamplePhoto photo) {
        int row = 3 * photo.width();
        ByteBuffer rows = ByteBuffer.allocate((row + 1) * photo.height());
        for (int y = 0; y < photo.height(); y++) {
            rows.put((byte) 0).put(photo.rgb(), y * row, row);
        }
        return rows.array();
    }

    private static byte[] stored(byte[] bytes) {
        ByteArrayOutputStream zlib = new ByteArrayOutputStream(bytes.length + 64);
        zlib.write(0x78);
        zlib.write(0x01);
        for (int from = 0; from < bytes.length; from += LARGEST_BLOCK) {
            int length = Math.min(LARGEST_BLOCK, bytes.length - from);
            zlib.write(from + length == bytes.length ? 1 : 0);
            zlib.write(length);
            zlib.write(length >> 8);
            zlib.write(~length);
            zlib.write(~length >> 8);
            zlib.write(bytes, from, length);
        }
        Adler32 sum = new Adler32();
        sum.update(bytes);
        zlib.writeBytes(number(sum.getValue()));
        return zlib.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        png.writeBytes(number(content.length));
        png.writeBytes(name);
        png.writeBytes(content);
        png.writeBytes(number(sum.getValue()));
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }
}
