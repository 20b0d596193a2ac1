package dev.fieldmark.image;

/**
 * What the first bytes of a picture say, read before anything is decoded.
 *
 * @param format PNG or JPEG
 * @param widthPixels as stored, >= 1
 * @param heightPixels as stored, >= 1
 * @param orientation how a viewer turns it
 */
record PhotoHeader(Format format, int widthPixels, int heightPixels, Orientation orientation) {
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG_SIGNATURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /** The formats that are read; the name is ImageIO's. */
    enum Format {
        PNG,
        JPEG
    }

    static PhotoHeader read(byte[] bytes) throws PhotoException {
        if (startsWith(bytes, PNG_SIGNATURE)) {
            return PngHeader.read(bytes);
        }
        if (startsWith(bytes, JPEG_SIGNATURE)) {
            return JpegHeader.read(bytes);
        }
        throw new PhotoException.Unsupported(
                bytes.length == 0 ? "picture was empty but must be a PNG or JPEG" : "picture is not a PNG or JPEG");
    }

    private static boolean startsWith(byte[] bytes, byte[] signature) {
        for (int i = 0; i < signature.length; i++) {
            if (i >= bytes.length || bytes[i] != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
