package dev.fieldmark.api.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes to a socket, and what comes back until it is closed or the answer is whole. */
record Wire(URI service) {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final Pattern LENGTH = Pattern.compile("\\r\\ncontent-length: (\\d+)\\r\\n");

    /**
     * @param head in lower case from the first header on
     * @param body of a 200 or of a problem
     */
    record Answer(int status, String head, String body) {
        boolean isProblem() {
            return head.contains("\r\ncontent-type: application/problem+json\r\n");
        }
    }

    /** Sends all and half-closes; empty where the connection was closed without an answer. */
    Optional<Answer> send(byte[] request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, request);
            return read(socket.getInputStream());
        }
    }

    private static void write(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
        } catch (SocketException e) {
            // refused before all was sent: the answer may be there
        }
    }

    private static Optional<Answer> read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        Optional<Answer> answer = Optional.empty();
        try {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                bytes.write(part, 0, count);
                answer = parse(bytes.toString(StandardCharsets.UTF_8));
                if (answer.isPresent()) {
                    return answer;
                }
            }
        } catch (SocketException e) {
            // reset: what came until then
        }
        if (bytes.toString(StandardCharsets.ISO_8859_1)
                .startsWith("HTTP/1.")) { // not HTTP/2, which may have been asked for
            throw new IOException("half an answer: " + bytes.toString(StandardCharsets.UTF_8));
        }
        return answer;
    }

    private static Optional<Answer> parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        Matcher status = STATUS.matcher(text);
        if (end < 0 || !status.lookingAt()) {
            return Optional.empty();
        }
        if (status.group(1).equals("100")) {
            return parse(text.substring(end + 4));
        }
        String head = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
        String body = text.substring(end + 4);
        Matcher length = LENGTH.matcher(head);
        int expected = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return body.getBytes(StandardCharsets.UTF_8).length < expected
                ? Optional.empty()
                : Optional.of(new Answer(Integer.parseInt(status.group(1)), head, body));
    }
}
