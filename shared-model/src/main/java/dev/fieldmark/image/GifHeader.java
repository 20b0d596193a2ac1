package dev.fieldmark.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A walk over the blocks of a GIF (GIF89a specification, sections 15 to 26) to the end of its first picture. */
final class GifHeader {
    private static final int SCREEN = 13;
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;
    private static final int DESCRIPTOR = 10;

    private final ByteBuffer gif;

    private GifHeader(byte[] bytes) {
        gif = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static PhotoHeader read(byte[] bytes) throws PhotoException {
        return new GifHeader(bytes).firstPicture();
    }

    private PhotoHeader firstPicture() throws PhotoException {
        int at = SCREEN + tableBytes(octet(SCREEN - 3));
        while (octet(at) == EXTENSION) {
            at = afterParts(at + 2);
        }
        if (octet(at) != PICTURE) {
            throw new PhotoException.Broken("GIF is broken: byte " + at + " was " + octet(at)
                    + " but must begin an extension (33) or a picture (44)");
        }
        int flags = octet(at + DESCRIPTOR - 1); // the sizes lie before it
        int width = Short.toUnsignedInt(gif.getShort(at + 5));
        int height = Short.toUnsignedInt(gif.getShort(at + 7));
        if (width < 1 || height < 1) {
            throw new PhotoException.Broken(
                    "GIF is broken: its header says " + width + "x" + height + " but both must be >= 1");
        }
        afterParts(at + DESCRIPTOR + tableBytes(flags) + 1);
        return PhotoHeader.of(PhotoHeader.Format.GIF, width, height);
    }

    private static int tableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags % 8 + 1);
    }

    /** Data come in parts, each after its length; the last has none. */
    private int afterParts(int first) throws PhotoException {
        int at = first;
        while (octet(at) != 0) {
            at += 1 + octet(at);
        }
        return at + 1;
    }

    private int octet(int at) throws PhotoException {
        if (at >= gif.limit()) {
            throw new PhotoException.Broken(
                    "GIF is broken: it ends after " + gif.limit() + " bytes, before the end of its first picture");
        }
        return Byte.toUnsignedInt(gif.get(at));
    }
}
