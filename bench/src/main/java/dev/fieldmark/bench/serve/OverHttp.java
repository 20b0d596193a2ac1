package dev.fieldmark.bench.serve;

import java.io.IOException;
import java.net.URI;

/**
 * A service's way.
 *
 * @param body what is posted
 */
public record OverHttp(String name, URI uri, String path, String contentType, byte[] body) implements Way {
    @Override
    public Client open() throws IOException {
        return KeepAliveClient.open(uri, path, contentType, body);
    }
}
