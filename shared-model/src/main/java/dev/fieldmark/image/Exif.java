package dev.fieldmark.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The orientation in the APP1 segment of a JPEG, or in the EXIF chunk of a WebP, which may lack the leading "Exif"; one
 * that is none of EXIF, or is damaged, has none, as viewers take it.
 */
final class Exif {
    private static final int EXIF = 0x45786966; // "Exif", followed by two zero bytes
    private static final int TIFF = 6;
    private static final int LITTLE_ENDIAN = 0x4949; // "II", else "MM"
    private static final int LITTLE_ENDIAN_TIFF = 0x49492a00;
    private static final int BIG_ENDIAN_TIFF = 0x4d4d002a;
    private static final int ENTRY = 12;
    private static final int ORIENTATION_TAG = 0x0112;

    private Exif() {}

    static Optional<Orientation> orientation(ByteBuffer segment) {
        if (segment.limit() < TIFF + 8) {
            return Optional.empty();
        }
        segment.order(ByteOrder.BIG_ENDIAN);
        int start = segment.getInt(0);
        if (start == EXIF) {
            return ofTiff(segment.slice(TIFF, segment.limit() - TIFF));
        }
        return start == LITTLE_ENDIAN_TIFF || start == BIG_ENDIAN_TIFF ? ofTiff(segment) : Optional.empty();
    }

    private static Optional<Orientation> ofTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory + 2 > tiff.limit()) {
            return Optional.empty();
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY;
            if (entry + ENTRY > tiff.limit()) {
                return Optional.empty();
            }
            if (Short.toUnsignedInt(tiff.getShort((int) entry)) == ORIENTATION_TAG) {
                return Optional.of(Orientation.ofExif(Short.toUnsignedInt(tiff.getShort((int) entry + 8))));
            }
        }
        return Optional.empty();
    }
}
