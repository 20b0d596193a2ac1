package dev.fieldmark.jobs.identify;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the {@code latest} of a model, forward and back. A thread of its own looks at the store and loads what is new;
 * the one thread that asks takes it over between two photos. What can't answer is refused, once, and the version before
 * goes on; at the start, the newest one that can answer is taken.
 */
public final class ModelFollower implements AutoCloseable {
    private final ModelStore store;
    private final ModelName name;
    private final int threads;
    private final Consumer<String> log;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "model-follower");
        thread.setDaemon(true);
        return thread;
    });
    /** Loaded, but not asked yet. */
    private final AtomicReference<@Nullable SpeciesModel> next = new AtomicReference<>();

    private SpeciesModel current;
    /** What {@code latest} was at the last look; the clock's alone. */
    private ModelVersion followed;

    private String trouble = "";

    private ModelFollower(
            ModelStore store,
            ModelName name,
            int threads,
            Consumer<String> log,
            SpeciesModel current,
            ModelVersion followed) {
        this.store = store;
        this.name = name;
        this.threads = threads;
        this.log = log;
        this.current = current;
        this.followed = followed;
    }

    /**
     * Loads the newest version that can answer, and goes on looking for newer ones.
     *
     * @param threads that answer one photo, >= 1
     * @param interval from the end of one look at the store to the next
     * @param log gets a line for each version that takes over or is refused
     * @throws StoreException where there is no version that can answer
     */
    public static ModelFollower start(
            ModelStore store, ModelName name, int threads, Duration interval, Consumer<String> log) {
        ModelVersion latest = new ModelReference(name, ModelStore.LATEST).in(store);
        SpeciesModel current = newest(store, name, latest, threads, log);
        var follower = new ModelFollower(store, name, threads, log, current, latest);
        follower.clock.scheduleWithFixedDelay(
                follower::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return follower;
    }

    private static SpeciesModel newest(
            ModelStore store, ModelName name, ModelVersion latest, int threads, Consumer<String> log) {
        List<ModelVersion> versions = Stream.concat(
                        Stream.of(latest),
                        store.versions(name).stream()
                                .filter(version -> version.compareTo(latest) < 0)
                                .sorted(Comparator.reverseOrder()))
                .toList();
        Optional<StoreException> first = Optional.empty();
        for (ModelVersion version : versions) {
            try {
                return SpeciesModel.open(store, name, version, threads);
            } catch (StoreException e) {
                log.accept(refusal(name, version, e));
                first = Optional.of(first.orElse(e));
            }
        }
        throw first.orElseThrow();
    }

    private static String refusal(ModelName name, ModelVersion version, Exception why) {
        return name + "@" + version + " is refused: " + why.getMessage();
    }

    /** The version that is to answer the next photo; the one that was given before may be closed by now. */
    public SpeciesModel current() {
        SpeciesModel loaded = next.getAndSet(null);
        if (loaded != null) {
            current.close();
            current = loaded;
        }
        return current;
    }

    /** A failure is told and the next look comes all the same. */
    private void look() {
        try {
            ModelVersion latest = new ModelReference(name, ModelStore.LATEST).in(store);
            if (!latest.equals(followed)) {
                follow(latest);
                followed = latest;
            }
            trouble = "";
        } catch (StoreException | UncheckedIOException e) {
            tellOnce("the store can't be read: " + e.getMessage());
        } catch (RuntimeException e) { // else the clock would stop without a word
            tellOnce("a look at the store failed: " + e);
        }
    }

    private void follow(ModelVersion latest) {
        try {
            SpeciesModel loaded = SpeciesModel.open(store, name, latest, threads);
            SpeciesModel neverAsked = next.getAndSet(loaded);
            if (neverAsked != null) {
                neverAsked.close();
            }
            log.accept(name + "@" + latest + " answers from now on");
        } catch (StoreException e) {
            log.accept(refusal(name, latest, e) + "; the version before goes on");
        }
    }

    private void tellOnce(String line) {
        if (!line.equals(trouble)) {
            trouble = line;
            log.accept(line);
        }
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(10, TimeUnit.SECONDS);
        current().close();
    }
}
