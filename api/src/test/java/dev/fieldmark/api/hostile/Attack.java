package dev.fieldmark.api.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What one hostile client writes to its socket.
 *
 * @param name for whoever has to look at a failure
 * @param answered whether an answer must come; what is no HTTP, or no whole request, may be met by a closed connection
 */
@SuppressWarnings("ArrayRecordComponent") // made, sent and dropped; never compared
record Attack(String name, byte[] bytes, boolean answered) {
    /** A well-formed request. */
    static Attack post(String name, String target, String contentType, byte[] body) {
        return request(name, "POST", target, "Content-Type: " + contentType + "\r\n", body);
    }

    static Attack get(String name, String target) {
        return request(name, "GET", target, "", new byte[0]);
    }

    /** @param headers each with its line end */
    static Attack request(String name, String method, String target, String headers, byte[] body) {
        String length = method.equals("GET") ? "" : "Content-Length: " + body.length + "\r\n";
        return new Attack(
                name,
                joined(
                        latin(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                                + length + "\r\n"),
                        body),
                true);
    }

    /** The same, of which nobody knows how the server may take it. */
    Attack unsure() {
        return new Attack(name, bytes, false);
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
