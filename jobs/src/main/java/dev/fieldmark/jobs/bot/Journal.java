package dev.fieldmark.jobs.bot;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of each message, in memory and in {@code journal.jsonl}: a line for each step of each
 * {@link Conversation}, the last one counts. A step is on the medium when the method that takes it returns.
 *
 * <p>What is over is kept for {@link #KEPT}, so that a message that is delivered again within is known; then it is
 * forgotten. Lines that no longer count go when they are more than those that do.
 */
public final class Journal implements AutoCloseable {
    /** How long a message is known after it came; also how long it may wait for its answer. */
    public static final Duration KEPT = Duration.ofDays(7);

    private static final String FILE = "journal.jsonl";
    private static final int FORMAT_VERSION = 1;
    private static final int SPARE_LINES = 100;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private record Header(int formatVersion, String platform) {}

    private final Header header;
    private final FileChannel lock;
    private final SyncedLines file;
    private final Map<String, Conversation> known;
    private int lines;

    private Journal(Header header, FileChannel lock, SyncedLines file, Map<String, Conversation> known, int lines) {
        this.header = header;
        this.lock = lock;
        this.file = file;
        this.known = known;
        this.lines = lines;
    }

    /**
     * Opens, or begins, the journal of a folder.
     *
     * @throws BadDataException where another process has it, it is another platform's, or a line is damaged
     */
    public static Journal open(Path folder, String platform) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve(FILE);
        Header wanted = new Header(FORMAT_VERSION, platform);
        FileChannel lock = lock(folder.resolve("lock"));
        try {
            SyncedLines file = SyncedLines.open(folder, FILE);
            List<String> lines = file.lines();
            if (lines.isEmpty()) {
                file.append(json(wanted));
            } else {
                requireHeader(path, lines.get(0), wanted);
            }
            return new Journal(wanted, lock, file, read(path, lines), lines.size());
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // said below
        }
        channel.close();
        throw new BadDataException(file + ": is held by another bot; each needs a --state folder of its own");
    }

    private static void requireHeader(Path path, String line, Header wanted) throws BadDataException {
        Header found = parse(path, 1, line, Header.class);
        if (!found.equals(wanted)) {
            throw new BadDataException("%s: is of %s, format %d, but must be of %s, format %d"
                    .formatted(path, found.platform, found.formatVersion, wanted.platform, wanted.formatVersion));
        }
    }

    private static Map<String, Conversation> read(Path path, List<String> lines) throws BadDataException {
        Map<String, Conversation> known = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            Conversation conversation = parse(path, i + 1, lines.get(i), Conversation.class);
            known.put(conversation.photo(), conversation);
        }
        return known;
    }

    private static <T> T parse(Path path, int line, String json, Class<T> type) throws BadDataException {
        try {
            return JSON.readValue(json, type);
        } catch (JacksonException e) {
            throw new BadDataException(path + ", line " + line + ": " + e.getOriginalMessage());
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first step of a message; false, and nothing done, where it is known. */
    synchronized boolean accept(Conversation conversation) throws IOException {
        if (known.containsKey(conversation.photo())) {
            return false;
        }
        record(conversation);
        return true;
    }

    synchronized boolean knows(String photo) {
        return known.containsKey(photo);
    }

    synchronized boolean isIn(String photo, Conversation.State state) {
        Conversation now = known.get(photo);
        return now != null && now.state() == state;
    }

    /** The next step of a message that is in one of these states; empty, and nothing done, where it is not. */
    synchronized Optional<Conversation> advance(
            String photo, EnumSet<Conversation.State> from, UnaryOperator<Conversation> step) throws IOException {
        Conversation now = known.get(photo);
        if (now == null || !from.contains(now.state())) {
            return Optional.empty();
        }
        Conversation next = step.apply(now);
        record(next);
        return Optional.of(next);
    }

    /** All that are not over, the oldest first. */
    synchronized List<Conversation> unfinished() {
        return known.values().stream().filter(each -> !each.over()).toList();
    }

    /** Forgets what is over and came before this instant. */
    synchronized void forgetBefore(Instant instant) throws IOException {
        known.values().removeIf(each -> each.over() && each.accepted().isBefore(instant));
        if (lines > 2 * known.size() + SPARE_LINES) {
            compact();
        }
    }

    private void record(Conversation conversation) throws IOException {
        file.append(json(conversation));
        known.put(conversation.photo(), conversation);
        lines++;
    }

    private void compact() throws IOException {
        List<String> kept = new ArrayList<>(known.size() + 1);
        kept.add(json(header));
        known.values().forEach(each -> kept.add(json(each)));
        file.replace(kept);
        lines = kept.size();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
        lock.close();
    }
}
