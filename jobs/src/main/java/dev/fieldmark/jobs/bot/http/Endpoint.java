package dev.fieldmark.jobs.bot.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes what is posted to one path. */
public final class Endpoint implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int STOPPING_SECONDS = 5;

    static {
        // read once, when the JDK's server is loaded: who sends or reads slower than this is cut off
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
        System.setProperty("sun.net.httpserver.maxRspTime", "60");
    }

    /** Takes one delivery. */
    public interface Handler {
        /** Whatever it throws is answered by a 503, so that the sender tries again. */
        Receipt take(Delivery delivery) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    /** All of them are free where no delivery is under way. */
    private final Semaphore free = new Semaphore(THREADS);

    private final String path;
    private final int maxBytes;
    private final Handler handler;
    private final Consumer<String> log;

    private Endpoint(HttpServer server, String path, int maxBytes, Handler handler, Consumer<String> log) {
        this.server = server;
        this.path = path;
        this.maxBytes = maxBytes;
        this.handler = handler;
        this.log = log;
    }

    /**
     * Listens.
     *
     * @param address port 0 takes a free one
     * @param path e.g. {@code /messages}
     * @param maxBytes of a body
     */
    public static Endpoint open(
            InetSocketAddress address, String path, int maxBytes, Handler handler, Consumer<String> log)
            throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        Endpoint endpoint = new Endpoint(server, path, maxBytes, handler, log);
        server.createContext("/", endpoint::handle);
        server.setExecutor(endpoint.threads);
        server.start();
        return endpoint;
    }

    public String url() {
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getHostString() + ":" + address.getPort() + path;
    }

    private void handle(HttpExchange exchange) throws IOException {
        free.acquireUninterruptibly();
        try (exchange) {
            answer(exchange, receipt(exchange));
        } finally {
            free.release();
        }
    }

    private Receipt receipt(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return Receipt.problem(404, "there is nothing here but " + path);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return Receipt.problem(405, "method was " + exchange.getRequestMethod() + " but must be POST");
        }
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(maxBytes + 1);
        }
        if (body.length > maxBytes) {
            return Receipt.problem(413, "body must have at most " + maxBytes + " bytes");
        }
        try {
            return handler.take(new Delivery(exchange.getRequestHeaders(), body));
        } catch (IOException | RuntimeException e) {
            log.accept("a delivery was not taken: " + e);
            return Receipt.problem(503, "not taken; deliver it again");
        }
    }

    private static void answer(HttpExchange exchange, Receipt receipt) throws IOException {
        byte[] bytes = receipt.json().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", receipt.isProblem() ? "application/problem+json" : "application/json");
        exchange.sendResponseHeaders(receipt.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Deliveries under way are finished; what comes meanwhile is cut off, and must be delivered again. */
    @Override
    public void close() {
        try {
            if (!free.tryAcquire(THREADS, STOPPING_SECONDS, TimeUnit.SECONDS)) {
                log.accept("a delivery was cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
