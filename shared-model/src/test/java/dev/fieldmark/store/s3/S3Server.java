package dev.fieldmark.store.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 in memory, for a whole run of the tests. S3Proxy answers; what stands before it counts the requests, fails when
 * it is told to, cuts listings into small pages, and lets one write at a time through: S3Proxy looks at a condition and
 * writes in two steps, where S3 does so in one.
 */
public final class S3Server {
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static final S3Server RUNNING = new S3Server(0);

    private final HttpServer front;
    private final URI back;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final S3Client client;
    private final Object write = new Object();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int pageSize = 1000;

    private S3Server(int port) {
        try {
            var memory = ContextBuilder.newBuilder("transient-nio2")
                    .credentials("any", "any")
                    .buildView(BlobStoreContext.class);
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(memory.getBlobStore())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.NONE, null, null)
                    .build();
            proxy.start();
            while (!proxy.getState().equals("STARTED")) {
                Thread.sleep(1);
            }
            back = URI.create("http://127.0.0.1:" + proxy.getPort());
            front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            front.createContext("/", this::answer);
            front.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "s3-server");
                thread.setDaemon(true);
                return thread;
            }));
            front.start();
            client = client(address());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Serves until it is killed, for a service in another process. */
    public static void main(String[] port) {
        var server = new S3Server(Integer.parseInt(port[0]));
        server.client().createBucket(request -> request.bucket("models"));
        System.out.println("s3://models at " + server.address());
    }

    /** As it is at first: without failures, nothing counted. */
    public static S3Server fresh() {
        RUNNING.requests.clear();
        RUNNING.failures.set(0);
        RUNNING.pageSize = 1000;
        return RUNNING;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + front.getAddress().getPort());
    }

    public S3Client client() {
        return client;
    }

    static S3Client client(URI address) {
        return Clients.builder()
                .endpointOverride(address)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    /** Makes a bucket. */
    public String bucket() {
        String name = "bucket-" + BUCKETS.incrementAndGet();
        client().createBucket(request -> request.bucket(name));
        requests.clear();
        return name;
    }

    /** Such as {@code PUT /bucket-1/faces/aliases.json}, listings with their query, in order of arrival. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public void forget() {
        requests.clear();
    }

    /** The next so many requests are answered 503. */
    public void failNext(int requests) {
        failures.set(requests);
    }

    public void pagesOf(int size) {
        pageSize = size;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String uri = exchange.getRequestURI().toString();
            requests.add(method + " " + uri);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            if (method.equals("PUT")) {
                synchronized (write) {
                    send(exchange, forward(exchange, uri, body));
                }
            } else {
                send(exchange, forward(exchange, uri.replace("list-type=2", "list-type=2&max-keys=" + pageSize), body));
            }
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, String uri, byte[] body) {
        var request = HttpRequest.newBuilder(back.resolve(uri))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD"); // which tells a length, and has no body
        answer.headers().map().forEach((name, values) -> {
            boolean length = head && name.equalsIgnoreCase("content-length");
            if (length || !HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
