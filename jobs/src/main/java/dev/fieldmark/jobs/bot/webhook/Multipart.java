package dev.fieldmark.jobs.bot.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first file of a {@code multipart/form-data} body (RFC 7578). */
final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;.*\\bboundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final Pattern FILE = Pattern.compile("(?im)^content-disposition:[^\\r\\n]*;\\s*filename\\*?=");
    private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Multipart() {}

    static boolean is(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Empty where the body is not whole, or has no file. */
    static Optional<byte[]> file(String contentType, byte[] body) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        byte[] next = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        int start = find(body, delimiter, 0);
        while (start >= 0) {
            int headers = start + delimiter.length;
            int content = find(body, END_OF_HEADERS, headers);
            int end = content < 0 ? -1 : find(body, next, content + 2);
            if (end < 0) {
                return Optional.empty();
            }
            String named = new String(body, headers, content - headers, StandardCharsets.ISO_8859_1);
            if (FILE.matcher(named).find()) {
                int from = content + END_OF_HEADERS.length;
                byte[] file = new byte[Math.max(0, end - from)];
                System.arraycopy(body, from, file, 0, file.length);
                return Optional.of(file);
            }
            start = end + 2;
        }
        return Optional.empty();
    }

    private static int find(byte[] body, byte[] wanted, int from) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            int same = 0;
            while (same < wanted.length && body[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
