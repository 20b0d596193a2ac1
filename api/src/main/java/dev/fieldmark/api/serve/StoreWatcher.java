package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** Serves every model of a store at its latest version, or as {@link Traffic} says; looks for newer ones in a thread of its own. */
public final class StoreWatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoreWatcher.class.getName());

    private final ModelLoader loader;
    private final OtherVersions others;
    private final ConcurrentSkipListMap<ModelName, ModelRoute> routes = new ConcurrentSkipListMap<>();
    private final Traffic traffic;
    private final DoubleSupplier random;
    private final ScheduledExecutorService poller;
    private volatile Optional<String> storeProblem = Optional.empty();

    /** @param random evenly from 0 to 1, for each request */
    StoreWatcher(ModelLoader loader, Traffic traffic, DoubleSupplier random) {
        this.loader = loader;
        this.traffic = traffic;
        this.random = random;
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
     * @param traffic what is served otherwise than at its latest version
     * @param listener is told of every run
     */
    public static StoreWatcher start(
            ModelStore store, Duration interval, int threads, Traffic traffic, ServingListener listener) {
        DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        var watcher = new StoreWatcher(new ModelLoader(store, threads, listener), traffic, random);
        watcher.poll();
        watcher.poller.scheduleWithFixedDelay(
                watcher::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return watcher;
    }

    /** The version of this model for one request, to be closed after use; empty where none is loaded. */
    public Optional<Lease> acquire(ModelName model) {
        return Optional.ofNullable(routes.get(model)).flatMap(ModelRoute::acquire);
    }

    /** The same, but never a canary. */
    public Optional<Lease> acquireFollowed(ModelName model) {
        return Optional.ofNullable(routes.get(model)).flatMap(ModelRoute::acquireFollowed);
    }

    /** This version of the model, to be closed after use; loaded where it is not the one that answers now. */
    public Lease acquire(ModelName model, ModelVersion version) throws RefusedVersionException {
        Optional<Lease> serving = Optional.ofNullable(routes.get(model)).flatMap(route -> route.acquire(version));
        return serving.isPresent() ? serving.get() : others.acquire(model, version);
    }

    /** Every model that was seen in the store, in order of name. */
    public List<ModelStatus> models() {
        return routes.values().stream().map(ModelRoute::status).toList();
    }

    /** How it stands with a model; empty where the store has none of that name. */
    public Optional<ModelStatus> model(ModelName model) {
        return Optional.ofNullable(routes.get(model)).map(ModelRoute::status);
    }

    /** Why the store could not be read at the last look; empty where it could. */
    public Optional<String> storeProblem() {
        return storeProblem;
    }

    /** One look at the store. A failure is reported and the next look comes all the same. */
    void poll() {
        long start = System.nanoTime();
        look();
        loader.listener().looked(Duration.ofNanos(System.nanoTime() - start), storeProblem.isEmpty());
    }

    private void look() {
        try {
            Stream.of(
                            loader.store().models(),
                            traffic.pins().keySet(),
                            traffic.canaries().keySet())
                    .flatMap(Collection::stream)
                    .forEach(model -> routes.computeIfAbsent(model, this::route));
            routes.values().forEach(ModelRoute::poll);
            storeProblem = Optional.empty();
        } catch (StoreException | UncheckedIOException e) {
            storeProblem = Optional.of(String.valueOf(e.getMessage()));
            LOG.log(System.Logger.Level.WARNING, "the store can't be read: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) { // else the poller would stop for good without a word
            storeProblem = Optional.of("a look at the store failed; the log says why");
            LOG.log(System.Logger.Level.ERROR, "a look at the store failed", e);
        }
    }

    private ModelRoute route(ModelName model) {
        return new ModelRoute(loader, traffic.followed(model), traffic.canary(model), random);
    }

    @Override
    public void close() {
        poller.shutdown();
        try {
            poller.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        routes.values().forEach(ModelRoute::close);
        others.close();
    }
}
