package dev.fieldmark.jobs.bot.webhook;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The only places that answers are posted to, whatever a message asks for: scheme, host and port of a URL, e.g.
 * {@code https://garden.example}.
 */
public final class ReplyOrigins {
    private final Set<String> origins;

    private ReplyOrigins(Set<String> origins) {
        this.origins = origins;
    }

    /**
     * Of these.
     *
     * @throws IllegalArgumentException where one is no origin
     */
    public static ReplyOrigins of(Collection<String> origins) {
        return new ReplyOrigins(
                origins.stream().map(ReplyOrigins::requireOrigin).collect(Collectors.toUnmodifiableSet()));
    }

    private static String requireOrigin(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                return origin(uri);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException("was '" + text + "' but must be an origin like https://garden.example");
    }

    /** Whether answers may be posted there. */
    boolean allow(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getRawUserInfo() == null
                    && origins.contains(origin(uri));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String origin(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
