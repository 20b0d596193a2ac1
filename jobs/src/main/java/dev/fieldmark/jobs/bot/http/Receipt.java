package dev.fieldmark.jobs.bot.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is answered to a delivery.
 *
 * @param status of HTTP
 * @param json the body
 */
public record Receipt(int status, ObjectNode json) {
    /** An error, as the API answers it (RFC 9457). */
    public static Receipt problem(int status, String detail) {
        return new Receipt(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "about:blank")
                        .put("status", status)
                        .put("detail", detail));
    }

    boolean isProblem() {
        return status >= 400;
    }
}
