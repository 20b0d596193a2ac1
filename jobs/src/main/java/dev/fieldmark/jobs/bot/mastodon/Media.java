package dev.fieldmark.jobs.bot.mastodon;

import dev.fieldmark.jobs.bot.Conversation;
import dev.fieldmark.jobs.bot.PlatformException;
import dev.fieldmark.jobs.bot.http.HttpAnswer;
import dev.fieldmark.jobs.bot.http.HttpCalls;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Downloads what is attached to a status, without the token. {@code url} is the instance's own word, and may lead on to its
 * storage; {@code remote_url}, taken where there is no other, comes from anywhere: it must be https, to a public address,
 * and leads nowhere else.
 */
final class Media {
    private static final int MAX_BYTES = 20 << 20;

    private final HttpCalls own;
    private final HttpCalls remote;

    Media(Duration timeout) {
        own = new HttpCalls(timeout, Redirect.NORMAL);
        remote = new HttpCalls(timeout, Redirect.NEVER);
    }

    byte[] download(Conversation conversation) throws PlatformException {
        String url = conversation.address().getOrDefault("url", "");
        if (!url.isEmpty()) {
            return get(own, uri(url));
        }
        URI uri = uri(conversation.address().getOrDefault("remoteUrl", ""));
        requirePublic(uri);
        return get(remote, uri);
    }

    private static URI uri(String text) throws PlatformException {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null
                    && Stream.of("http", "https").anyMatch(scheme -> scheme.equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new PlatformException.Refused("the image's address is no URL of the web");
    }

    private static byte[] get(HttpCalls calls, URI uri) throws PlatformException {
        HttpAnswer answer = calls.send(HttpRequest.newBuilder(uri).build(), MAX_BYTES);
        if (answer.status() == 401) {
            throw new PlatformException.Refused("the image was answered 401");
        }
        return answer.orThrow("the image", "", Optional.empty()).body();
    }

    static void requirePublic(URI uri) throws PlatformException {
        if (!"https".equals(uri.getScheme())) {
            throw new PlatformException.Refused("remote_url was of " + uri.getScheme() + " but must be https");
        }
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(uri.getHost());
        } catch (UnknownHostException e) {
            throw new PlatformException.Later("remote_url's host was not found");
        }
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new PlatformException.Refused("remote_url leads to an address that is not public");
            }
        }
    }

    private static boolean isPublic(InetAddress address) {
        // fc00::/7 is IPv6's private range, which InetAddress has no word for
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return !(uniqueLocal
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress());
    }
}
