package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.FieldmarkConfig;
import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelStore;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Puts the service together: settings, store and watcher are there, models loaded, before the port opens. */
@ApplicationScoped
public class ServiceLifecycle {
    private static final System.Logger LOG = System.getLogger(ServiceLifecycle.class.getName());
    private static final int BAD_USAGE = 2;

    @Produces
    @Singleton
    Settings settings(FieldmarkConfig config) {
        try {
            return Settings.of(config);
        } catch (IllegalArgumentException e) {
            throw new PreventFurtherStepsException(e.getMessage(), BAD_USAGE);
        }
    }

    @Produces
    @Singleton
    ModelStore store(Settings settings) {
        return DirectoryModelStore.open(settings.store());
    }

    @Produces
    @Singleton
    StoreWatcher watcher(Settings settings, ModelStore store) {
        return StoreWatcher.start(store, settings.pollInterval(), settings.inferenceThreads());
    }

    void close(@Disposes StoreWatcher watcher) {
        watcher.close();
    }

    void start(@Observes StartupEvent event, StoreWatcher watcher) {
        watcher.models(); // makes it
    }

    void sayWhere(@ObservesAsync HttpServerStart event, HttpServer server, StoreWatcher watcher) {
        String models = watcher.models().stream()
                .flatMap(model -> model.serving().stream().map(version -> model.model() + "@" + version))
                .collect(Collectors.joining(", "));
        LOG.log(
                System.Logger.Level.INFO,
                "Fieldmark serves " + (models.isEmpty() ? "nothing yet (no model is loaded)" : models) + " at "
                        + server.getLocalBaseUri());
    }
}
