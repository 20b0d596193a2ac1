package dev.fieldmark.api.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends attacks by several clients at once, and complains of answers that should not be. */
final class Siege {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Wire wire;
    private final Attacks attacks;
    private final ConcurrentSkipListMap<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();

    Siege(Wire wire, Attacks attacks) {
        this.wire = wire;
        this.attacks = attacks;
    }

    /** The complaints of each client. */
    List<Future<List<String>>> begin(int clients, int first, int end) {
        var next = new AtomicInteger(first);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        var results = new ArrayList<Future<List<String>>>();
        for (int i = 0; i < clients; i++) {
            results.add(threads.submit(() -> attack(next, end)));
        }
        threads.shutdown();
        return results;
    }

    /** How often each was answered; 0 is a closed connection. */
    Map<Integer, AtomicInteger> statuses() {
        return statuses;
    }

    private List<String> attack(AtomicInteger next, int end) {
        var failures = new ArrayList<String>();
        for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
            Attack attack = attacks.number(number);
            String place = "attack " + number + " (" + attack.name() + "): ";
            try {
                Optional<Wire.Answer> answer = wire.send(attack);
                count(answer.map(Wire.Answer::status).orElse(0));
                complaint(attack, answer).ifPresent(complaint -> failures.add(place + complaint));
            } catch (IOException e) {
                failures.add(place + e);
            }
            if (failures.size() > 20) {
                break;
            }
        }
        return failures;
    }

    private void count(int status) {
        statuses.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
    }

    private static Optional<String> complaint(Attack attack, Optional<Wire.Answer> answer) throws IOException {
        if (answer.isEmpty()) {
            return attack.answered() ? Optional.of("no answer") : Optional.empty();
        }
        Wire.Answer given = answer.get();
        String shown = given.status() + " " + given.head() + given.body();
        if (given.status() >= 500) {
            return Optional.of("a fault: " + shown);
        }
        boolean bare = !attack.answered() && given.body().isEmpty();
        return given.status() < 400 || bare || isSentence(given)
                ? Optional.empty()
                : Optional.of("no sentence: " + shown);
    }

    private static boolean isSentence(Wire.Answer answer) throws IOException {
        if (!answer.isProblem()) {
            return false;
        }
        JsonNode problem = JSON.readTree(answer.body());
        String detail = problem.path("detail").asText();
        return problem.path("status").asInt() == answer.status()
                && detail.contains(" ")
                && detail.length() > 15
                && !detail.contains("Exception")
                && !detail.contains("dev.fieldmark")
                && !detail.endsWith("null");
    }
}
