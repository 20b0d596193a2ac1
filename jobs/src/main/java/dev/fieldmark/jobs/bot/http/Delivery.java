package dev.fieldmark.jobs.bot.http;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Optional;

/** What somebody has posted. */
public record Delivery(Headers headers, byte[] body) {
    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
