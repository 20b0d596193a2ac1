package dev.fieldmark.image;

import java.nio.ByteBuffer;

/** The IHDR chunk of a PNG (PNG specification, third edition, 11.2.1) and a walk over the chunks to the last one. */
final class PngHeader {
    private static final int FIRST_CHUNK = 8;
    private static final int CHUNK_FRAME = 12;
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454e44;

    private PngHeader() {}

    static PhotoHeader read(byte[] bytes) throws PhotoException {
        var png = ByteBuffer.wrap(bytes);
        requireEnd(png);
        if (png.getInt(FIRST_CHUNK + 4) != IHDR || png.getInt(FIRST_CHUNK) < 8) {
            throw new PhotoException.Broken("PNG is broken: its first chunk must be IHDR");
        }
        int width = png.getInt(FIRST_CHUNK + 8);
        int height = png.getInt(FIRST_CHUNK + 12);
        if (width < 1 || height < 1) {
            throw new PhotoException.Broken(
                    "PNG is broken: its header says " + width + "x" + height + " but both must be >= 1");
        }
        return PhotoHeader.of(PhotoHeader.Format.PNG, width, height);
    }

    /** A picture that is cut off would be half decoded. */
    private static void requireEnd(ByteBuffer png) throws PhotoException {
        long chunk = FIRST_CHUNK;
        while (chunk + CHUNK_FRAME <= png.limit()) {
            if (png.getInt((int) chunk + 4) == IEND) {
                return;
            }
            chunk += CHUNK_FRAME + Integer.toUnsignedLong(png.getInt((int) chunk));
        }
        throw new PhotoException.Broken(
                "PNG is broken: it ends after " + png.limit() + " bytes, before its last chunk");
    }
}
