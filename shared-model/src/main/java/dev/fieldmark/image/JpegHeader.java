package dev.fieldmark.image;

import java.nio.ByteBuffer;

/** A walk over the segments of a JPEG (ITU T.81, annex B): EXIF orientation, Adobe's segment, size, then the scans up
 * to the end. */
final class JpegHeader {
    private static final int MARKER = 0xff;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int ADOBE = 0x41646f62; // "Adob", followed by "e"
    private static final int ADOBE_BYTES = 12;
    /** Encoders write about ten; each of 64 coefficients of 3 components alone would be 192. */
    private static final int MOST_SCANS = 200;

    private final ByteBuffer jpeg;
    private Orientation orientation = Orientation.UPRIGHT;
    private int widthPixels;
    private int heightPixels;
    private int components;
    private int adobeTransform;

    private JpegHeader(byte[] bytes) {
        jpeg = ByteBuffer.wrap(bytes);
    }

    static PhotoHeader read(byte[] bytes) throws PhotoException {
        var header = new JpegHeader(bytes);
        header.readSegments();
        var inks = Inks.of(header.components, header.adobeTransform);
        return new PhotoHeader(
                PhotoHeader.Format.JPEG, header.widthPixels, header.heightPixels, header.orientation, inks);
    }

    private void readSegments() throws PhotoException {
        int at = 2;
        while (at + 4 <= jpeg.limit()) {
            int marker = octet(at + 1);
            if (octet(at) != MARKER) {
                throw broken("byte " + at + " was " + octet(at) + " but must be a marker (255)");
            }
            if (marker == MARKER) {
                at++; // fill byte
                continue;
            }
            int end = at + 2 + Short.toUnsignedInt(jpeg.getShort(at + 2));
            if (end > jpeg.limit()) {
                break;
            }
            if (marker == START_OF_SCAN) {
                requireFrame();
                requireEnd(end);
                return;
            }
            if (marker == APP1) {
                orientation = Exif.orientation(jpeg.slice(at + 4, Math.max(0, end - at - 4)))
                        .orElse(orientation);
            }
            if (marker == APP14 && end - at - 4 >= ADOBE_BYTES && jpeg.getInt(at + 4) == ADOBE) {
                adobeTransform = octet(at + 4 + ADOBE_BYTES - 1);
            }
            if (isFrame(marker)) {
                readFrame(at + 4, end);
            }
            at = end;
        }
        throw broken("it ends after " + jpeg.limit() + " bytes, before its picture");
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void readFrame(int at, int end) throws PhotoException {
        if (end - at < 6) {
            throw broken("its frame header is too short");
        }
        heightPixels = Short.toUnsignedInt(jpeg.getShort(at + 1));
        widthPixels = Short.toUnsignedInt(jpeg.getShort(at + 3));
        components = octet(at + 5);
    }

    private void requireFrame() throws PhotoException {
        if (widthPixels < 1 || heightPixels < 1) {
            throw broken("its header says " + widthPixels + "x" + heightPixels + " but both must be >= 1");
        }
        if (components != 1 && components != 3 && components != 4) {
            throw new PhotoException.Unsupported(
                    "JPEG had " + components + " colour components but must have 1 (grey), 3 (colour) or 4 (inks)");
        }
    }

    /**
     * Walks over the scans as a decoder does. A cut-off JPEG decodes to half a picture on grey. Each scan of a progressive
     * one is a pass over all its pixels, and may be a few bytes: thousands of them would be hours of work.
     */
    private void requireEnd(int firstScan) throws PhotoException {
        int scans = 1;
        int at = firstScan;
        while (at + 1 < jpeg.limit()) {
            int marker = octet(at + 1);
            if (octet(at) != MARKER || marker == MARKER || !beginsSegment(marker)) {
                at++;
            } else if (marker == END_OF_IMAGE) {
                return;
            } else {
                if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
                    throw new PhotoException.TooLarge("JPEG has more than " + MOST_SCANS + " scans, which is the most");
                }
                at += 2 + (at + 4 <= jpeg.limit() ? Short.toUnsignedInt(jpeg.getShort(at + 2)) : 0);
            }
        }
        throw broken("it ends after " + jpeg.limit() + " bytes, without an end marker");
    }

    /** Neither a stuffed zero nor a restart, which stand within a scan, nor one that is none. */
    private static boolean beginsSegment(int marker) {
        return marker >= 0xc0 && (marker < 0xd0 || marker > 0xd7);
    }

    private int octet(int at) {
        return Byte.toUnsignedInt(jpeg.get(at));
    }

    private static PhotoException broken(String what) {
        return new PhotoException.Broken("JPEG is broken: " + what);
    }
}
