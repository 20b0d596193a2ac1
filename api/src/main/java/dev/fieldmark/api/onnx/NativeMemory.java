package dev.fieldmark.api.onnx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** Memory outside of Java's heap, given back when this closes, and not when a collection comes by. */
public final class NativeMemory implements AutoCloseable {
    private ByteBuf taken = Unpooled.EMPTY_BUFFER;

    /** So many bytes, once. */
    public ByteBuffer take(int bytes) {
        taken.release();
        taken = Unpooled.directBuffer(bytes, bytes);
        return taken.nioBuffer(0, bytes);
    }

    @Override
    public void close() {
        taken.release();
    }
}
