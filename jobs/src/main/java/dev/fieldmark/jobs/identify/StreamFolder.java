package dev.fieldmark.jobs.identify;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.TemporaryFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of photos keeps of itself: {@code checkpoints/} (Flink's), {@code stream} (between which folders it runs),
 * {@code lock} (held by the process that runs it), {@code stop} (it is to end), {@code ended} (it has found its end), {@code
 * answered} and {@code waiting} (how far it has come).
 */
public record StreamFolder(Path path) {
    private static final String CHECKPOINT = "chk-";

    /** Holds the folder: no other process runs this stream. */
    public interface Hold extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * Makes the folder ready for a run.
     *
     * @param stream what must be the same for a run to go on with another's checkpoint
     * @throws BadDataException where another process runs, or a checkpoint is of another stream
     */
    public Hold hold(String stream) throws IOException {
        Files.createDirectories(path);
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(channel);
            begin(stream);
            return channel::close;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void lock(FileChannel channel) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new BadDataException(path + ": another process runs this stream but only one may");
        }
    }

    private void begin(String stream) throws IOException {
        String known = read("stream").orElse(stream);
        if (newestCheckpoint().isPresent() && !known.equals(stream)) {
            throw new BadDataException(
                    path + ": holds an unfinished stream of " + known.strip() + " but this one is of " + stream.strip()
                            + ": end that one first, or give this one another --state");
        }
        write("stream", stream);
        for (String file : List.of("stop", "ended", "answered", "waiting")) {
            Files.deleteIfExists(path.resolve(file));
        }
        removeCheckpointsBut(newestCheckpoint());
    }

    /** Removes what killed processes left beside the checkpoint with which the stream goes on. */
    private void removeCheckpointsBut(Optional<Path> kept) throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return;
        }
        List<Path> jobs;
        try (Stream<Path> folders = Files.list(checkpoints())) {
            jobs = folders.filter(
                            job -> kept.filter(newest -> newest.startsWith(job)).isEmpty())
                    .toList();
        }
        for (Path job : jobs) {
            TemporaryFolder.delete(job);
        }
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** The newest whole checkpoint: where an unfinished stream goes on. Flink numbers them on and on. */
    public Optional<Path> newestCheckpoint() throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.walk(checkpoints(), 2)) {
            return folders.filter(folder -> number(folder) > 0 && Files.exists(folder.resolve("_metadata")))
                    .max(Comparator.comparingLong(StreamFolder::number));
        }
    }

    private static long number(Path checkpoint) {
        String name = String.valueOf(checkpoint.getFileName());
        return name.matches(CHECKPOINT + "\\d{1,18}") ? Long.parseLong(name.substring(CHECKPOINT.length())) : 0;
    }

    /** Of a stream that ended in order, and so left nothing undone. */
    public void tidy() throws IOException {
        if (Files.exists(checkpoints())) {
            TemporaryFolder.delete(checkpoints());
        }
    }

    /** Tells the stream to end: it takes no more photos and answers those that it has. */
    public void stop() throws IOException {
        write("stop", "");
    }

    public boolean isStopping() {
        return Files.exists(path.resolve("stop"));
    }

    /** Says that the stream has found its end: only what was taken is to be answered. */
    public void end() throws IOException {
        write("ended", "");
    }

    /** Whether it has found its end since it was started. */
    public boolean hasEnded() {
        return Files.exists(path.resolve("ended"));
    }

    /** Since the stream was started. */
    public Tally tally() throws IOException {
        Optional<String> text = read("answered");
        if (text.isEmpty()) {
            return Tally.NONE;
        }
        String[] numbers = text.get().split(" ", 2);
        return new Tally(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    public void write(Tally tally) throws IOException {
        write("answered", tally.answered() + " " + tally.broken());
    }

    /** Photos that nobody has taken, when it was looked last. */
    public long waiting() throws IOException {
        return read("waiting").map(Long::parseLong).orElse(0L);
    }

    public void writeWaiting(long photos) throws IOException {
        write("waiting", Long.toString(photos));
    }

    private Optional<String> read(String file) throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void write(String file, String text) throws IOException {
        Path aside = path.resolve("." + file);
        Files.writeString(aside, text);
        Files.move(aside, path.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }
}
