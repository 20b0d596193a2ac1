package dev.fieldmark.bench.identify;

import dev.fieldmark.jobs.data.TemporaryFolder;
import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.LocalStream;
import dev.fieldmark.jobs.flink.identify.PhotoStream;
import dev.fieldmark.jobs.identify.StreamFolder;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A stream that finds all its photos there when it starts. */
public record TimedStream(
        LocalCluster cluster, StoreLocation store, ModelName model, Duration checkpointInterval, int parallelism) {
    private static final Duration UNTIL_IDLE = Duration.ofMillis(300);
    private static final long LOOK_MILLIS = 5;

    /** What it takes from the first photo that it takes until the last reply is final. */
    public Effort answer(List<Path> files, Path folder) throws IOException, InterruptedException {
        Path incoming = Files.createDirectory(folder.resolve("incoming"));
        for (int i = 0; i < files.size(); i++) {
            Files.copy(files.get(i), incoming.resolve("%06d".formatted(i)));
        }
        PhotoStream stream = stream(folder);
        try (var hold = stream.stateFolder().hold(stream.identity())) {
            CompletableFuture<Effort> effort = CompletableFuture.supplyAsync(() -> watch(stream, files.size()));
            new LocalStream(cluster).run(stream, parallelism, (tally, waiting) -> {});
            return effort.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private static Effort watch(PhotoStream stream, int photos) {
        try {
            Path taken = Path.of(stream.incoming()).resolve(".taken");
            while (!Files.exists(taken)) {
                Thread.sleep(LOOK_MILLIS);
            }
            Effort.Start start = Effort.start();
            StreamFolder folder = stream.stateFolder();
            while (folder.tally().answered() < photos) {
                Thread.sleep(LOOK_MILLIS);
            }
            return start.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private PhotoStream stream(Path folder) throws IOException {
        return new PhotoStream(
                model.value(),
                store.absolute().toString(),
                folder.resolve("incoming").toUri(),
                Files.createDirectory(folder.resolve("replies")).toUri(),
                Files.createDirectory(folder.resolve("processed")).toUri(),
                Files.createDirectory(folder.resolve("state")).toUri(),
                checkpointInterval,
                UNTIL_IDLE,
                "");
    }
}
