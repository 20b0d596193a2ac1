package dev.fieldmark.api.hostile;

import static dev.fieldmark.api.hostile.Attack.joined;
import static dev.fieldmark.api.hostile.Attack.latin;

import java.util.List;
import java.util.Random;

/** Request lines, headers and framings that are none, or say two things at once. */
final class HeadAttacks {
    private static final List<String> TYPES = List.of(
            "image/webp",
            "image/svg+xml",
            "application/json",
            "application/xml",
            "application/x-java-serialized-object",
            "application/x-www-form-urlencoded",
            "text/plain; charset=martian",
            "text/plain;;;",
            "image/png; q=" + "9".repeat(500),
            "image",
            "/",
            "*/*",
            "image/*",
            "",
            ";",
            "\u00e4/\u00f6",
            "image/png, image/jpeg",
            "application/octet-stream; a=\"");

    private static final List<String> HEADERS = List.of(
            "Accept: image/png",
            "Accept: ;;;",
            "Accept: */*;q=nan",
            "Accept: " + "a/b,".repeat(2000),
            "Accept-Encoding: gzip;q=nan, br, " + "x".repeat(500),
            "Accept-Language: %%%",
            "Content-Encoding: gzip",
            "Content-Encoding: bomb",
            "Expect: 100-continue",
            "Expect: the unexpected",
            "X-Request-Id: ${jndi:ldap://127.0.0.1/a}",
            "X-Request-Id: " + "i".repeat(5000),
            "X-Forwarded-For: 127.0.0.1, ::1, nonsense",
            "Forwarded: for=\"_x;host=evil",
            "X-Http-Method-Override: DELETE",
            "Range: bytes=0-999999999999",
            "If-None-Match: \"" + "e".repeat(1000),
            "Cookie: " + "a=b; ".repeat(1000),
            "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
            "Authorization: Bearer " + "t".repeat(5000),
            "Origin: null",
            "Host: other",
            "Inference-Header-Content-Length: -1");

    private HeadAttacks() {}

    static Attack of(Random random, String target, byte[] photo) {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> Attack.post("content type", target, TYPES.get(random.nextInt(TYPES.size())), photo);
            case 3, 4, 5 ->
                Attack.request(
                                "header",
                                "POST",
                                target,
                                "Content-Type: image/png\r\n" + HEADERS.get(random.nextInt(HEADERS.size())) + "\r\n",
                                photo)
                        .unsure();
            case 6 -> raw("many headers", line(target) + "X: y\r\n".repeat(random.nextInt(5000)) + "\r\n");
            case 7 -> raw("no host", "GET " + target + " HTTP/1.1\r\n\r\n");
            case 8 -> raw("two lengths", line(target) + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd");
            case 9 ->
                raw(
                        "smuggled",
                        line(target)
                                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n");
            case 10 -> raw("chunks", line(target) + "Transfer-Encoding: chunked\r\n\r\n" + chunks(random));
            case 11 -> raw("length", line(target) + "Content-Length: " + length(random) + "\r\n\r\nabc");
            case 12 ->
                raw("version", "POST " + target + " HTTP/" + random.nextInt(30) + ".9\r\nHost: localhost\r\n\r\n");
            default -> new Attack("noise", noise(random), false);
        };
    }

    private static String line(String target) {
        return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: image/png\r\n";
    }

    private static Attack raw(String name, String request) {
        return new Attack(name, latin(request), false);
    }

    private static String length(Random random) {
        List<String> lengths = List.of(
                "-1", "many", "0x10", "99999999999999999999", "9223372036854775807", "10485761", "1e3", "", "4, 4");
        return lengths.get(random.nextInt(lengths.size()));
    }

    private static String chunks(Random random) {
        List<String> chunks = List.of(
                "zz\r\nabc\r\n0\r\n\r\n",
                "ffffffffffffffff\r\nabc",
                "-1\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcdef\r\n0\r\n\r\n",
                "3;" + "x".repeat(30_000) + "\r\nabc\r\n0\r\n\r\n",
                "3\r\nabc\r\n0\r\nTrailer: " + "t".repeat(30_000) + "\r\n\r\n",
                "1\r\nx\r\n".repeat(20_000) + "0\r\n\r\n",
                "3\r\nabc\r\n");
        return chunks.get(random.nextInt(chunks.size()));
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(2000)];
        random.nextBytes(noise);
        return random.nextBoolean() ? noise : joined(latin("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), noise);
    }
}
