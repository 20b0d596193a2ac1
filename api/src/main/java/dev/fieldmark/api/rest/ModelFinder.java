package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.Lease;
import dev.fieldmark.api.serve.RefusedVersionException;
import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** From what a request names to the version that answers it; what is not there is a problem. */
@Singleton
public class ModelFinder {
    private static final Pattern ALIAS_OR_NUMBER = Pattern.compile("[a-z0-9-]{1,64}");

    private final Settings settings;
    private final ModelStore store;
    private final StoreWatcher watcher;
    private final RequestMetrics metrics;

    public ModelFinder(Settings settings, ModelStore store, StoreWatcher watcher, RequestMetrics metrics) {
        this.settings = settings;
        this.store = store;
        this.watcher = watcher;
        this.metrics = metrics;
    }

    /** The model of this name. */
    public ModelName model(String name) {
        return Optional.of(name)
                .filter(ModelName::isValid)
                .map(ModelName::new)
                .filter(model -> watcher.model(model).isPresent()
                        || !store.versions(model).isEmpty())
                .orElseThrow(() -> ProblemException.of(404, "there is no model '" + name + "'"));
    }

    /** The version of this number or alias. */
    public ModelVersion version(ModelName model, String aliasOrNumber) {
        return Optional.of(aliasOrNumber)
                .filter(text -> ALIAS_OR_NUMBER.matcher(text).matches())
                .flatMap(text -> store.resolve(model, text))
                .orElseThrow(
                        () -> ProblemException.of(404, "model " + model + " has no version '" + aliasOrNumber + "'"));
    }

    /**
     * The version that is to answer, to be closed after use; the request counts for it.
     *
     * @param version loaded where it is not the one that answers otherwise; that one where there is none
     */
    public Lease acquire(ModelName model, Optional<ModelVersion> version) {
        return metrics.countedFor(
                version.isPresent() ? exactly(model, version.get()) : loaded(watcher.acquire(model), model));
    }

    /** The version that answers but for a canary's share, to be closed after use. */
    Lease followed(ModelName model) {
        return loaded(watcher.acquireFollowed(model), model);
    }

    private Lease loaded(Optional<Lease> lease, ModelName model) {
        return lease.orElseThrow(() -> unavailable("no version of " + model + " is loaded"));
    }

    private Lease exactly(ModelName model, ModelVersion version) {
        try {
            return watcher.acquire(model, version);
        } catch (RefusedVersionException e) {
            throw ProblemException.of(503, model + ": " + e.getMessage()); // waiting would not help
        }
    }

    /** Until a look at the store finds a version that loads. */
    private ProblemException unavailable(String detail) {
        return ProblemException.unavailable(detail, settings.pollInterval());
    }
}
