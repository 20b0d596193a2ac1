package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Serves every model of a store at its latest version; looks for newer ones in a thread of its own. */
public final class StoreWatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoreWatcher.class.getName());

    private final ModelLoader loader;
    private final OtherVersions others;
    private final ConcurrentSkipListMap<ModelName, ModelFollower> followers = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService poller;
    private volatile Optional<String> storeProblem = Optional.empty();

    StoreWatcher(ModelStore store, int threads, ServingListener listener) {
        this.loader = new ModelLoader(store, threads, listener);
        this.others = new OtherVersions(loader);
        this.poller = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "store-watcher");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Loads what the store has and goes on watching it.
     *
     * @param interval from the end of one look at the store to the next
     * @param threads of one run of a net
     * @param listener is told of every run
     */
    public static StoreWatcher start(ModelStore store, Duration interval, int threads, ServingListener listener) {
        var watcher = new StoreWatcher(store, threads, listener);
        watcher.poll();
        watcher.poller.scheduleWithFixedDelay(
                watcher::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return watcher;
    }

    /** The version of this model that answers now, to be closed after use; empty where none is loaded. */
    public Optional<Lease> acquire(ModelName model) {
        return Optional.ofNullable(followers.get(model)).flatMap(ModelFollower::acquire);
    }

    /** This version of the model, to be closed after use; loaded where it is not the one that answers now. */
    public Lease acquire(ModelName model, ModelVersion version) throws RefusedVersionException {
        Optional<Lease> serving = acquire(model);
        if (serving.isPresent() && serving.get().model().version().equals(version)) {
            return serving.get();
        }
        serving.ifPresent(Lease::close);
        return others.acquire(model, version);
    }

    /** Every model that was seen in the store, in order of name. */
    public List<ModelStatus> models() {
        return followers.values().stream().map(ModelFollower::status).toList();
    }

    /** How it stands with a model; empty where the store has none of that name. */
    public Optional<ModelStatus> model(ModelName model) {
        return Optional.ofNullable(followers.get(model)).map(ModelFollower::status);
    }

    /** Why the store could not be read at the last look; empty where it could. */
    public Optional<String> storeProblem() {
        return storeProblem;
    }

    /** One look at the store. A failure is reported and the next look comes all the same. */
    void poll() {
        try {
            for (ModelName model : loader.store().models()) {
                followers.computeIfAbsent(model, name -> new ModelFollower(loader, name));
            }
            followers.values().forEach(ModelFollower::poll);
            storeProblem = Optional.empty();
        } catch (StoreException | UncheckedIOException e) {
            storeProblem = Optional.of(String.valueOf(e.getMessage()));
            LOG.log(System.Logger.Level.WARNING, "the store can't be read: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) { // else the poller would stop for good without a word
            storeProblem = Optional.of("a look at the store failed; the log says why");
            LOG.log(System.Logger.Level.ERROR, "a look at the store failed", e);
        }
    }

    @Override
    public void close() {
        poller.shutdown();
        try {
            poller.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        followers.values().forEach(ModelFollower::close);
        others.close();
    }
}
