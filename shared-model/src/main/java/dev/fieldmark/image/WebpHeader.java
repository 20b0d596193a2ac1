package dev.fieldmark.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A walk over the chunks of a WebP (RFC 9649): its size, and the orientation in its EXIF chunk. */
final class WebpHeader {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int SIZE_MASK = 0x3fff;

    private final ByteBuffer webp;

    private WebpHeader(byte[] bytes) {
        webp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static PhotoHeader read(byte[] bytes) throws PhotoException {
        return new WebpHeader(bytes).read();
    }

    private PhotoHeader read() throws PhotoException {
        long length = Integer.toUnsignedLong(webp.getInt(4)) + CHUNK_HEADER;
        if (length > webp.limit() || webp.limit() < FIRST_CHUNK + CHUNK_HEADER + 10) {
            throw new PhotoException.Broken("WebP is broken: it ends after " + webp.limit() + " bytes, before its end");
        }
        String kind = name(FIRST_CHUNK);
        int data = FIRST_CHUNK + CHUNK_HEADER;
        return switch (kind) {
            case "VP8 " -> header(webp.getShort(data + 6) & SIZE_MASK, webp.getShort(data + 8) & SIZE_MASK);
            case "VP8L" -> {
                int sizes = webp.getInt(data + 1);
                yield header((sizes & SIZE_MASK) + 1, (sizes >>> 14 & SIZE_MASK) + 1);
            }
            case "VP8X" -> {
                var flat = header((webp.getInt(data + 4) & 0xffffff) + 1, (webp.getInt(data + 6) >>> 8) + 1);
                yield flat.turned(orientation(length).orElse(Orientation.UPRIGHT));
            }
            default ->
                throw new PhotoException.Broken(
                        "WebP is broken: its first chunk was '" + kind + "' but must be 'VP8 ', 'VP8L' or 'VP8X'");
        };
    }

    private static PhotoHeader header(int width, int height) throws PhotoException {
        if (width < 1 || height < 1) {
            throw new PhotoException.Broken(
                    "WebP is broken: its header says " + width + "x" + height + " but both must be >= 1");
        }
        return PhotoHeader.of(PhotoHeader.Format.WEBP, width, height);
    }

    private Optional<Orientation> orientation(long length) {
        long chunk = FIRST_CHUNK;
        while (chunk + CHUNK_HEADER <= length) {
            long size = Integer.toUnsignedLong(webp.getInt((int) chunk + 4));
            long data = chunk + CHUNK_HEADER;
            if (data + size > length) {
                return Optional.empty();
            }
            if (name((int) chunk).equals("EXIF")) {
                return Exif.orientation(webp.slice((int) data, (int) size));
            }
            chunk = data + size + size % 2;
        }
        return Optional.empty();
    }

    private String name(int chunk) {
        byte[] name = new byte[4];
        webp.get(chunk, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
