package dev.fieldmark.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A walk over the chunks of a WebP (RFC 9649): its size, and the orientation in its EXIF chunk. A stream within that is
 * larger than the whole says, and would take memory by its own size, is refused.
 */
final class WebpHeader {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int SIZE_MASK = 0x3fff;

    private final ByteBuffer webp;
    private int widthPixels;
    private int heightPixels;
    private Orientation orientation = Orientation.UPRIGHT;

    private WebpHeader(byte[] bytes) {
        webp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static PhotoHeader read(byte[] bytes) throws PhotoException {
        var header = new WebpHeader(bytes);
        try {
            header.readChunks();
        } catch (IndexOutOfBoundsException e) {
            throw header.cutOff();
        }
        return PhotoHeader.of(PhotoHeader.Format.WEBP, header.widthPixels, header.heightPixels)
                .turned(header.orientation);
    }

    private void readChunks() throws PhotoException {
        long end = Integer.toUnsignedLong(webp.getInt(4)) + CHUNK_HEADER;
        if (end > webp.limit()) {
            throw cutOff();
        }
        String kind = name(FIRST_CHUNK);
        int data = FIRST_CHUNK + CHUNK_HEADER;
        switch (kind) {
            case "VP8X" -> {
                widthPixels = size24(data + 4);
                heightPixels = size24(data + 7);
                readFurther(data + 10, (int) end, true);
            }
            case "VP8 ", "VP8L" -> {
                widthPixels = streamWidth(FIRST_CHUNK);
                heightPixels = streamHeight(FIRST_CHUNK);
            }
            default ->
                throw new PhotoException.Broken(
                        "WebP is broken: its first chunk was '" + kind + "' but must be 'VP8 ', 'VP8L' or 'VP8X'");
        }
        if (widthPixels < 1 || heightPixels < 1) {
            throw new PhotoException.Broken(
                    "WebP is broken: its header says " + widthPixels + "x" + heightPixels + " but both must be >= 1");
        }
    }

    private PhotoException cutOff() {
        return new PhotoException.Broken("WebP is broken: it ends after " + webp.limit() + " bytes, before its end");
    }

    private void readFurther(int from, int end, boolean withFrames) throws PhotoException {
        long chunk = from;
        while (chunk + CHUNK_HEADER <= end) {
            int at = (int) chunk;
            long size = Integer.toUnsignedLong(webp.getInt(at + 4));
            long next = chunk + CHUNK_HEADER + size;
            if (next > end) {
                throw new PhotoException.Broken("WebP is broken: its chunk '" + name(at) + "' ends after the whole");
            }
            switch (name(at)) {
                case "EXIF" ->
                    orientation = Exif.orientation(webp.slice(at + CHUNK_HEADER, (int) size))
                            .orElse(orientation);
                case "VP8 ", "VP8L" ->
                    requireWithin(streamWidth(at) <= widthPixels && streamHeight(at) <= heightPixels);
                case "ANMF" -> {
                    requireWithin(
                            size >= FRAME_HEADER && size24(at + 14) <= widthPixels && size24(at + 17) <= heightPixels);
                    if (withFrames) {
                        readFurther(at + CHUNK_HEADER + FRAME_HEADER, (int) next, false);
                    }
                }
                default -> {} // colour profiles, alpha of the same size, and what may come to be
            }
            chunk = next + size % 2;
        }
    }

    private void requireWithin(boolean within) throws PhotoException {
        if (!within) {
            throw new PhotoException.Broken("WebP is broken: its header says " + widthPixels + "x" + heightPixels
                    + " but the picture within is larger or cut off");
        }
    }

    /** One more than three bytes say. */
    private int size24(int at) {
        return (webp.getInt(at) & 0xffffff) + 1;
    }

    private int streamWidth(int chunk) {
        return name(chunk).equals("VP8 ")
                ? webp.getShort(chunk + 14) & SIZE_MASK
                : (webp.getInt(chunk + 9) & SIZE_MASK) + 1;
    }

    private int streamHeight(int chunk) {
        return name(chunk).equals("VP8 ")
                ? webp.getShort(chunk + 16) & SIZE_MASK
                : (webp.getInt(chunk + 9) >>> 14 & SIZE_MASK) + 1;
    }

    private String name(int chunk) {
        byte[] name = new byte[4];
        webp.get(chunk, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
