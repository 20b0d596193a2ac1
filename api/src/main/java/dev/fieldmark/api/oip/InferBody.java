package dev.fieldmark.api.oip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of an inference request: JSON, then the tensors that are sent as bytes.
 *
 * @param jsonLength of the first part, in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // made, read and dropped; never compared
record InferBody(byte[] bytes, int jsonLength) {
    /** The header that says how many bytes of the body are JSON; where it is missing, all of them are. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");

    /** @param jsonLength the header */
    static InferBody of(byte[] bytes, Optional<String> jsonLength) {
        return new InferBody(
                bytes, jsonLength.map(text -> length(text, bytes.length)).orElse(bytes.length));
    }

    /** The bytes behind the JSON, little-endian. */
    ByteBuffer binary() {
        return ByteBuffer.wrap(bytes, jsonLength, bytes.length - jsonLength).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int length(String header, int most) {
        if (!LENGTH.matcher(header).matches() || Integer.parseInt(header) > most) {
            throw JsonCursor.bad(JSON_LENGTH + " was '" + header
                    + "' but must be a whole number of bytes, at most the body's " + most);
        }
        return Integer.parseInt(header);
    }
}
