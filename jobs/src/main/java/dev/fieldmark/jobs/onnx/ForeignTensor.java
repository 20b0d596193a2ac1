package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.backbone.BackboneException;
import java.nio.ByteBuffer;

/**
 * Weights of a user's graph.
 *
 * @param message in wire format
 * @param elsewhere whether its numbers lie in another file
 */
record ForeignTensor(String name, ByteBuffer message, boolean elsewhere) {
    private static final int NAME = 8;
    private static final int EXTERNAL_DATA = 13;

    static ForeignTensor read(ByteBuffer tensor) {
        String name = "";
        boolean elsewhere = false;
        var reader = new MessageReader(tensor);
        while (reader.next()) {
            if (reader.field() == NAME) {
                name = reader.text();
            } else {
                elsewhere |= reader.field() == EXTERNAL_DATA;
                reader.skip();
            }
        }
        return new ForeignTensor(name, tensor, elsewhere);
    }

    /** @throws BackboneException where its numbers lie in another file */
    void requireInside() throws BackboneException {
        if (elsewhere) {
            throw new BackboneException("file had weights " + name
                    + " in another file but must have all in itself: save it without external data");
        }
    }

    /** The same with another name: of a field that is given twice, the last stands. */
    Message renamed(String other) {
        return Message.of(MessageReader.bytes(message)).text(NAME, other);
    }
}
