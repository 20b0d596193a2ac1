package dev.fieldmark.image;

import java.nio.charset.StandardCharsets;

/**
 * What the first bytes of a picture say, read before anything is decoded.
 *
 * @param format as its content says, whatever its name ends in
 * @param widthPixels as stored, >= 1
 * @param heightPixels as stored, >= 1
 * @param orientation how a viewer turns it
 * @param inks of a JPEG for print
 * @param scans of a JPEG, each a pass over all its pixels; else 1
 */
record PhotoHeader(Format format, int widthPixels, int heightPixels, Orientation orientation, Inks inks, int scans) {
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG_SIGNATURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /** The formats that are read; the name is ImageIO's. */
    enum Format {
        PNG("PNG"),
        JPEG("JPEG"),
        GIF("GIF"),
        WEBP("WebP");

        private final String label;

        Format(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    static PhotoHeader of(Format format, int widthPixels, int heightPixels) {
        return new PhotoHeader(format, widthPixels, heightPixels, Orientation.UPRIGHT, Inks.NONE, 1);
    }

    PhotoHeader turned(Orientation how) {
        return new PhotoHeader(format, widthPixels, heightPixels, how, inks, scans);
    }

    static PhotoHeader read(byte[] bytes) throws PhotoException {
        if (startsWith(bytes, 0, PNG_SIGNATURE)) {
            return PngHeader.read(bytes);
        }
        if (startsWith(bytes, 0, JPEG_SIGNATURE)) {
            return JpegHeader.read(bytes);
        }
        if (startsWith(bytes, 0, ascii("GIF87a")) || startsWith(bytes, 0, ascii("GIF89a"))) {
            return GifHeader.read(bytes);
        }
        if (startsWith(bytes, 0, ascii("RIFF")) && startsWith(bytes, 8, ascii("WEBP"))) {
            return WebpHeader.read(bytes);
        }
        String formats = Decoder.readableFormats();
        throw new PhotoException.Unsupported(
                bytes.length == 0 ? "picture was empty but must be a " + formats : "picture is not a " + formats);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] signature) {
        for (int i = 0; i < signature.length; i++) {
            if (from + i >= bytes.length || bytes[from + i] != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
