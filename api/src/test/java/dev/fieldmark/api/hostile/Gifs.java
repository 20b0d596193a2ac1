package dev.fieldmark.api.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** GIFs block by block (GIF89a specification). */
final class Gifs {
    private static final int SCREEN = 13;

    private Gifs() {}

    /** The same with another size of its screen and of its first picture. */
    static byte[] sized(byte[] gif, int width, int height) {
        byte[] other = gif.clone();
        var buffer = ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(6, (short) width).putShort(8, (short) height);
        int at = SCREEN + ((gif[10] & 0x80) == 0 ? 0 : 3 << (gif[10] & 7) + 1);
        while (gif[at] == 0x21) {
            at += 2;
            while (gif[at] != 0) {
                at += 1 + (gif[at] & 0xff);
            }
            at++;
        }
        buffer.putShort(at + 5, (short) width).putShort(at + 7, (short) height);
        return other;
    }
}
