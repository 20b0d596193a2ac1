package dev.fieldmark.api.hostile;

import static dev.fieldmark.api.hostile.Attack.joined;
import static dev.fieldmark.api.hostile.Attack.latin;

import java.util.List;
import java.util.Random;

/** {@code multipart/form-data} that is not as RFC 7578 has it. */
final class FormAttacks {
    private static final String TYPE = "multipart/form-data; boundary=edge";

    private FormAttacks() {}

    static Attack of(Random random, String target, byte[] photo) {
        byte[] form = form(random, photo);
        if (random.nextInt(3) == 0) {
            Damage[] all = Damage.values();
            form = all[random.nextInt(all.length)].of(form, random);
        }
        return Attack.post("form", target, type(random), form);
    }

    private static String type(Random random) {
        List<String> others = List.of(
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"",
                "multipart/form-data; boundary=other",
                "multipart/form-data; boundary=edge; boundary=other",
                "multipart/form-data; boundary=" + "e".repeat(2000),
                "multipart/form-data; charset=martian; boundary=edge",
                "multipart/mixed; boundary=edge",
                "multipart/form-data; boundary=\u00fc",
                "MULTIPART/FORM-DATA; BOUNDARY=edge");
        return random.nextInt(4) == 0 ? others.get(random.nextInt(others.size())) : TYPE;
    }

    private static byte[] form(Random random, byte[] photo) {
        return switch (random.nextInt(12)) {
            case 0 -> joined(part("name=\"a\"; filename=\"p\"", "", photo), part("name=\"b\"", "", latin("x")), end());
            case 1 -> joined(part("", "", photo), end());
            case 2 -> joined(part("name=\"a\"; filename=\"../../../etc/passwd\"", "", photo), end());
            case 3 -> joined(part("name=\"a\"; filename=\"p\"", "X-Long: " + "x".repeat(100_000), photo), end());
            case 4 ->
                joined(
                        part("name=\"a\"; filename=\"p\"", "Content-Type: multipart/mixed; boundary=in", nested(photo)),
                        end());
            case 5 -> joined(part("name=\"a\"; filename=\"p\"", "Content-Transfer-Encoding: base64", photo), end());
            case 6 -> part("name=\"a\"; filename=\"p\"", "", photo);
            case 7 -> joined(part("name=\"a\"; filename*=UTF-8''%zz%00", "", photo), end());
            case 8 -> fields(2000);
            case 9 -> joined(latin("--edge".repeat(5000)), photo);
            case 10 -> joined(part("name=\"a\"; filename=\"p\"; size=-1", "Content-Length: 99999999999", photo), end());
            default -> joined(part("name=\"a\"; filename=\"p\"", "Content-Type: image/png", photo), end());
        };
    }

    private static byte[] part(String disposition, String header, byte[] content) {
        String headers =
                "Content-Disposition: form-data; " + disposition + "\r\n" + (header.isEmpty() ? "" : header + "\r\n");
        return joined(latin("--edge\r\n" + headers + "\r\n"), content, latin("\r\n"));
    }

    private static byte[] nested(byte[] photo) {
        return joined(latin("--in\r\nContent-Disposition: file; filename=\"p\"\r\n\r\n"), photo, latin("\r\n--in--"));
    }

    private static byte[] fields(int count) {
        byte[] one = part("name=\"a\"", "", latin("x"));
        byte[] many = new byte[count * one.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(one, 0, many, i * one.length, one.length);
        }
        return joined(many, end());
    }

    private static byte[] end() {
        return latin("--edge--\r\n");
    }
}
