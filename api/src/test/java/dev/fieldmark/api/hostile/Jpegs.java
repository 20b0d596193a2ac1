package dev.fieldmark.api.hostile;

import static dev.fieldmark.api.hostile.Attack.joined;
import static dev.fieldmark.api.hostile.Attack.latin;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** JPEGs segment by segment (ITU T.81, annex B). */
final class Jpegs {
    private static final int START = 2;
    private static final int PROFILE = 0xe2;
    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;

    private Jpegs() {}

    static byte[] adobe(byte[] inks, int transform) {
        return with(inks, ADOBE, joined(latin("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, (byte) transform}));
    }

    static byte[] withProfile(byte[] jpeg) {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        return with(jpeg, PROFILE, joined(latin("ICC_PROFILE\0\1\1"), profile));
    }

    static byte[] oriented(byte[] jpeg, int orientation) {
        return with(jpeg, EXIF, exif(1, orientation));
    }

    /** A directory that says it has more entries than the file has bytes, and points at itself. */
    static byte[] withLoopingExif(byte[] jpeg) {
        return with(jpeg, EXIF, exif(0xffff, 1));
    }

    static byte[] withSegments(byte[] jpeg, int marker, int count) {
        byte[] many = jpeg;
        for (int i = 0; i < count; i++) {
            many = with(
                    many, marker, joined(latin("ICC_PROFILE\0"), new byte[] {(byte) i, (byte) count}, new byte[900]));
        }
        return many;
    }

    /** The same with another size in its frame header. */
    static byte[] sized(byte[] jpeg, int width, int height) {
        byte[] other = jpeg.clone();
        var buffer = ByteBuffer.wrap(other);
        for (int at = START; ; at += 2 + Short.toUnsignedInt(buffer.getShort(at + 2))) {
            int marker = other[at + 1] & 0xff;
            if (marker == 0xc0 || marker == 0xc2) {
                buffer.putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                return other;
            }
        }
    }

    /** A progressive one with empty scans behind its own. */
    static byte[] scans(byte[] progressive, int count) {
        byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 63, 0};
        byte[] scans = new byte[count * scan.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(scan, 0, scans, i * scan.length, scan.length);
        }
        return joined(Arrays.copyOf(progressive, progressive.length - 2), scans, new byte[] {(byte) 0xff, (byte) 0xd9});
    }

    private static byte[] exif(int entries, int orientation) {
        return joined(
                latin("Exif\0\0"),
                ByteBuffer.allocate(26)
                        .put(latin("MM"))
                        .putShort((short) 42)
                        .putInt(8)
                        .putShort((short) entries)
                        .putShort((short) 0x112)
                        .putShort((short) 3)
                        .putInt(1)
                        .putShort((short) orientation)
                        .putShort((short) 0)
                        .putInt(8)
                        .array());
    }

    private static byte[] with(byte[] jpeg, int marker, byte[] data) {
        byte[] head = {(byte) 0xff, (byte) marker, (byte) (data.length + 2 >> 8), (byte) (data.length + 2)};
        return joined(Arrays.copyOf(jpeg, START), head, data, Arrays.copyOfRange(jpeg, START, jpeg.length));
    }
}
