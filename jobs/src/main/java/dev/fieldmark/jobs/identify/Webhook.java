package dev.fieldmark.jobs.identify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Posts replies to a web address. What fails for a reason that may pass (no connection, timeout, 408, 429, 5xx) is tried
 * again after a while that doubles each time; what is refused, or failed to the last, becomes a line of a file.
 */
public final class Webhook implements AutoCloseable {
    /** Names the photo: the same reply has the same each time that it is posted. */
    public static final String KEY = "Idempotency-Key";

    /** The file, in the folder of the replies. */
    public static final String DEAD_LETTERS = "dead-letters.jsonl";

    private static final int AT_A_TIME = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI address;
    private final DeadLetters deadLetters;
    private final List<Duration> waits;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ExecutorService posts = Executors.newFixedThreadPool(AT_A_TIME, task -> {
        var thread = new Thread(task, "webhook");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A webhook.
     *
     * @param replies whose folder gets {@value #DEAD_LETTERS}
     * @param firstWait before the second of {@code tries}
     */
    public Webhook(URI address, Path replies, Duration firstWait, int tries) {
        this.address = address;
        this.deadLetters = new DeadLetters(replies.resolve(DEAD_LETTERS));
        List<Duration> between = new ArrayList<>();
        for (int i = 0; i < tries - 1; i++) {
            between.add(firstWait.multipliedBy(1L << i));
        }
        this.waits = List.copyOf(between);
    }

    /**
     * Posts some at a time; each was taken, or is in the file, when this returns.
     *
     * @throws IOException where the file can't be written
     */
    public void post(List<Reply> replies) throws IOException, InterruptedException {
        List<Callable<Optional<String>>> tasks = new ArrayList<>();
        for (Reply reply : replies) {
            tasks.add(() -> trouble(reply));
        }
        List<Future<Optional<String>>> done = posts.invokeAll(tasks);
        for (int i = 0; i < replies.size(); i++) {
            Optional<String> trouble = result(done.get(i));
            if (trouble.isPresent()) {
                deadLetters.add(line(replies.get(i), trouble.get()));
            }
        }
    }

    private static Optional<String> result(Future<Optional<String>> done) throws IOException, InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IOException("a reply could not be posted: " + e.getCause(), e);
        }
    }

    private static String line(Reply reply, String trouble) {
        ObjectNode line = JSON.createObjectNode().put("key", reply.key()).put("trouble", trouble);
        line.putRawValue("reply", new RawValue(reply.json()));
        return line.toString();
    }

    /** Why nobody took it at last; empty where somebody did. */
    private Optional<String> trouble(Reply reply) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            Attempt last = attempt(reply);
            if (last.trouble().isEmpty() || !last.mayPass() || attempt == waits.size()) {
                return last.trouble();
            }
            Thread.sleep(waits.get(attempt).toMillis());
        }
    }

    private record Attempt(Optional<String> trouble, boolean mayPass) {}

    private Attempt attempt(Reply reply) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header(KEY, reply.key())
                .POST(HttpRequest.BodyPublishers.ofString(reply.json()))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 == 2) {
                return new Attempt(Optional.empty(), false);
            }
            return new Attempt(Optional.of("status " + status), status >= 500 || status == 429 || status == 408);
        } catch (IOException e) {
            return new Attempt(Optional.of(String.valueOf(e)), true);
        }
    }

    @Override
    public void close() {
        posts.shutdownNow();
    }
}
