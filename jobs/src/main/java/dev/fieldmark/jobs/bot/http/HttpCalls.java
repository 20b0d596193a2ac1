package dev.fieldmark.jobs.bot.http;

import dev.fieldmark.jobs.bot.PlatformException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** Calls to other servers, whose failures say whether the call may have had its effect. */
public final class HttpCalls {
    /** For calls whose answer is a few kilobytes of JSON. */
    public static final int JSON_BYTES = 4 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    static {
        // read once, when the JDK's client is loaded: servers close idle connections after a minute or so, and a POST
        // that meets the close can't be told from one that was lost after its work was done
        System.setProperty("jdk.httpclient.keepalive.timeout", "15");
    }

    private final HttpClient client;
    private final Duration whole;

    /**
     * Calls.
     *
     * @param whole from the call to the last byte of the answer
     */
    public HttpCalls(Duration whole, Redirect redirects) {
        this.whole = whole;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(whole.compareTo(CONNECT) < 0 ? whole : CONNECT)
                .followRedirects(redirects)
                .build();
    }

    /**
     * Sends a request, once.
     *
     * @param maxBytes of the answer
     * @throws PlatformException.Later where no connection came about
     * @throws PlatformException.Refused where the answer had more bytes
     * @throws PlatformException.Unknown where the connection failed, or no whole answer came in time
     */
    public HttpAnswer send(HttpRequest request, int maxBytes) throws PlatformException {
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, LimitedBody.of(maxBytes));
        try {
            // HttpRequest.timeout ends with the answer's headers; a body may trickle for ever
            HttpResponse<byte[]> response = sent.get(whole.toMillis(), TimeUnit.MILLISECONDS);
            return new HttpAnswer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new PlatformException.Unknown("no answer within " + whole.toMillis() + " ms");
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new PlatformException.Unknown("stopped before there was an answer");
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static PlatformException failure(ExecutionException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException) {
                return new PlatformException.Later("no connection: " + said(cause));
            }
            if (cause instanceof LimitedBody.TooLargeException) {
                return new PlatformException.Refused("the answer had " + cause.getMessage());
            }
            if (cause instanceof IOException && cause.getCause() == null) {
                return new PlatformException.Unknown("connection lost: " + said(cause));
            }
        }
        throw new IllegalStateException("a call failed", failed);
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
