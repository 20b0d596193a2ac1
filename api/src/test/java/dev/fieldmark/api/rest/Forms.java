package dev.fieldmark.api.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes {@code multipart/form-data}, as browsers and curl do. */
final class Forms {
    static final String TYPE = "multipart/form-data; boundary=----edge";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Forms file(String name, byte[] content) {
        return file(name, "photo.jpg", content);
    }

    Forms file(String name, String fileName, byte[] content) {
        return part("name=\"" + name + "\"; filename=\"" + fileName + "\"\r\nContent-Type: image/jpeg", content);
    }

    Forms field(String name, String value) {
        return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        var form = new ByteArrayOutputStream();
        form.writeBytes(out.toByteArray());
        form.writeBytes(ascii("------edge--\r\n"));
        return form.toByteArray();
    }

    private Forms part(String header, byte[] content) {
        out.writeBytes(ascii("------edge\r\nContent-Disposition: form-data; " + header + "\r\n\r\n"));
        out.writeBytes(content);
        out.writeBytes(ascii("\r\n"));
        return this;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
