package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.FieldmarkConfig;
import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.metrics.Metrics;
import dev.fieldmark.api.serve.ServingListener;
import dev.fieldmark.api.serve.ServingListeners;
import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.StoreException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts the service together: settings, store and watcher are there, models loaded, before the port opens. */
@ApplicationScoped
public class ServiceLifecycle {
    @Produces
    @Singleton
    Settings settings(FieldmarkConfig config) {
        try {
            return Settings.of(config);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage()); // its message alone is printed
        }
    }

    @Produces
    @Singleton
    ModelStore store(Settings settings) {
        try {
            return settings.store().open();
        } catch (StoreException e) { // no region, say
            throw new ConfigurationException(e.getMessage());
        }
    }

    @Produces
    @Singleton
    @Typed(Metrics.class)
    Metrics metrics() {
        return new Metrics();
    }

    @Produces
    @Singleton
    ServingListener listener(Metrics metrics, RequestTraces traces) {
        return traces.areSent() ? new ServingListeners(List.of(metrics, traces)) : metrics;
    }

    @Produces
    @Singleton
    StoreWatcher watcher(Settings settings, ModelStore store, ServingListener listener) {
        return StoreWatcher.start(
                store, settings.pollInterval(), settings.inferenceThreads(), settings.traffic(), listener);
    }

    void close(@Disposes StoreWatcher watcher) {
        watcher.close();
    }

    void start(@Observes StartupEvent event, StoreWatcher watcher) {
        watcher.models(); // makes it
    }
}
