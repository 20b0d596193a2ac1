package dev.fieldmark.api.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes to a socket, and what comes back until it is closed or the answer is whole. */
record Wire(URI service) {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int DOUBT_MILLIS = 300;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})");
    /** Told to who sent half a body, before the connection is closed. */
    private static final String CONTINUE = "HTTP/1\\.1 100 Continue\r\n\r\n";

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

    /** Empty where the connection was closed without an answer. */
    Optional<Answer> send(Attack attack) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            write(socket, attack.bytes());
            socket.setSoTimeout(attack.answered() ? PATIENCE_MILLIS : DOUBT_MILLIS);
            return read(socket, !attack.name().equals("path HEAD"));
        }
    }

    private static void write(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
        } catch (SocketException e) {
            // refused before all was sent: the answer may be there
        }
    }

    private static Optional<Answer> read(Socket socket, boolean withBody) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int count = next(socket, part); count >= 0; count = next(socket, part)) {
                bytes.write(part, 0, count);
                Optional<Answer> answer = parse(bytes.toString(StandardCharsets.UTF_8), withBody);
                if (answer.isPresent()) {
                    return answer;
                }
            }
        } catch (SocketException e) {
            // reset: what came until then
        }
        String rest = bytes.toString(StandardCharsets.UTF_8).replaceFirst("^" + CONTINUE, "");
        if (rest.startsWith("HTTP/1.")) { // not HTTP/2, which was asked for
            throw new IOException("half an answer: " + rest);
        }
        return Optional.empty();
    }

    /** Of half a request the server waits for the rest: it gets to know that there is none. */
    private static int next(Socket socket, byte[] part) throws IOException {
        try {
            return socket.getInputStream().read(part);
        } catch (SocketTimeoutException e) {
            if (socket.getSoTimeout() == PATIENCE_MILLIS) {
                throw e;
            }
            socket.shutdownOutput();
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket.getInputStream().read(part);
        }
    }

    private static Optional<Answer> parse(String text, boolean withBody) {
        int end = text.indexOf("\r\n\r\n");
        Matcher status = STATUS.matcher(text);
        if (end < 0 || !status.lookingAt()) {
            return Optional.empty();
        }
        String behind = text.substring(end + 4);
        if (status.group(1).equals("100")) {
            return parse(behind, withBody);
        }
        String head = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
        Optional<String> body = withBody ? body(head, behind) : Optional.of("");
        return body.map(whole -> new Answer(Integer.parseInt(status.group(1)), head, whole));
    }

    /** Empty as long as it is not whole. */
    private static Optional<String> body(String head, String behind) {
        if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
            return Optional.of(behind)
                    .filter(chunks -> chunks.endsWith("0\r\n\r\n"))
                    .map(Wire::joined);
        }
        Matcher length = LENGTH.matcher(head);
        int expected = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return Optional.of(behind).filter(body -> body.getBytes(StandardCharsets.UTF_8).length >= expected);
    }

    /** Of ASCII. */
    private static String joined(String chunks) {
        int line = chunks.indexOf("\r\n");
        int length = Integer.parseInt(chunks.substring(0, line), 16);
        int from = line + 2;
        return length == 0 ? "" : chunks.substring(from, from + length) + joined(chunks.substring(from + length + 2));
    }
}
