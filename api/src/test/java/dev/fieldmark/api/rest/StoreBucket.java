package dev.fieldmark.api.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.store.ObjectModelStore;
import dev.fieldmark.store.s3.Clients;
import dev.fieldmark.store.s3.S3Storage;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Starts the service over an empty store in a bucket, of as much S3 as one writer and one reader of it need. */
public class StoreBucket implements QuarkusTestResourceLifecycleManager {
    private static final String BUCKET = "models";
    private static final Pattern PREFIX = Pattern.compile("prefix=([^&]*)");

    private final SortedMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    public StoreBucket() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        server.createContext("/" + BUCKET, this::answer);
        server.start();
        return Map.of(
                "fieldmark.store", "s3://" + BUCKET + "/faces",
                "fieldmark.poll-interval", "50ms",
                "aws.endpointUrlS3", address().toString(),
                "aws.region", "eu-central-1",
                "aws.accessKeyId", "key",
                "aws.secretAccessKey", "secret");
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void inject(TestInjector injector) {
        var client = Clients.builder()
                .endpointOverride(address())
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        var store = new ObjectModelStore(new S3Storage(client, BUCKET, "faces/"), Clock.systemUTC());
        injector.injectIntoFields(new TestStore(Path.of(""), store), field -> field.getType() == TestStore.class);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath().substring(BUCKET.length() + 1);
            if (exchange.getRequestMethod().equals("PUT")) {
                byte[] content = exchange.getRequestBody().readAllBytes();
                objects.put(key.substring(1), content);
                exchange.getResponseHeaders().set("ETag", etag(content));
                exchange.sendResponseHeaders(200, -1);
            } else if (key.length() <= 1) {
                Matcher prefix = PREFIX.matcher(exchange.getRequestURI().getQuery());
                send(exchange, 200, listing(prefix.find() ? prefix.group(1) : ""));
            } else if (objects.containsKey(key.substring(1))) {
                byte[] content = objects.get(key.substring(1));
                exchange.getResponseHeaders().set("ETag", etag(content));
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            } else {
                send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String etag(byte[] content) {
        return "\"" + Integer.toHexString(Arrays.hashCode(content)) + "\"";
    }

    /** Of one folder: what is in it, and the folders in that. */
    private String listing(String prefix) {
        var xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        var folders = new TreeSet<String>();
        objects.forEach((key, content) -> {
            int slash = key.indexOf('/', prefix.length());
            if (key.startsWith(prefix) && slash >= 0) {
                folders.add(key.substring(0, slash + 1));
            } else if (key.startsWith(prefix)) {
                xml.append("<Contents><Key>" + key + "</Key><LastModified>2026-01-01T00:00:00Z</LastModified><ETag>"
                        + etag(content) + "</ETag><Size>" + content.length + "</Size></Contents>");
            }
        });
        folders.forEach(folder -> xml.append("<CommonPrefixes><Prefix>" + folder + "</Prefix></CommonPrefixes>"));
        return xml.append("</ListBucketResult>").toString();
    }
}
