package dev.fieldmark.jobs.bot;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server in a platform's place: answers each path as it is told, and remembers what it was asked. */
public final class StandIn implements AutoCloseable {
    /** A request that came. */
    public record Asked(String method, URI uri, Headers headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What is done with a request. */
    public interface Answer {
        void give(Asked asked, HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> usual = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> next = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers a path so, from now on. */
    public StandIn on(String path, Answer answer) {
        usual.put(path, answer);
        return this;
    }

    /** Answers the next request of a path so, once; several wait in line. */
    public StandIn once(String path, Answer answer) {
        next.computeIfAbsent(path, any -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** What came to a path so far. */
    public List<Asked> asked(String path) {
        return asked.stream().filter(each -> each.uri().getPath().equals(path)).toList();
    }

    /** Everything that came so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public static Answer json(int status, String json, String... headers) {
        return bytes(status, json.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static Answer bytes(int status, byte[] bytes, String... headers) {
        return (request, exchange) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Closes the connection without an answer. */
    public static Answer dropped() {
        return (request, exchange) -> {};
    }

    /** Says that there will be an answer, and never gives it. */
    public Answer stalled() {
        return (request, exchange) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            Answer answer;
            synchronized (this) {
                String path = request.uri().getPath();
                Deque<Answer> line = next.getOrDefault(path, new ArrayDeque<>());
                answer = line.isEmpty() ? usual.getOrDefault(path, json(404, "{}")) : line.remove();
                asked.add(request);
            }
            answer.give(request, exchange);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
