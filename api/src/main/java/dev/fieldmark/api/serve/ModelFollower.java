package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows the {@code latest} of one model, forward and back. A version that can't be served is refused until the alias
 * moves again, and the one before goes on; where there is none before (at the start), the newest older one that loads
 * is taken.
 */
final class ModelFollower implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ModelFollower.class.getName());

    private final ModelStore store;
    private final ModelLoader loader;
    private final ModelName name;
    private final ModelSwitch modelSwitch = new ModelSwitch();
    private Optional<ModelVersion> followed = Optional.empty();
    private volatile ModelStatus status;

    ModelFollower(ModelLoader loader, ModelName name) {
        this.store = loader.store();
        this.loader = loader;
        this.name = name;
        this.status = new ModelStatus(name, Optional.empty(), Optional.of("not loaded yet"));
    }

    ModelStatus status() {
        return status;
    }

    Optional<Lease> acquire() {
        return modelSwitch.acquire();
    }

    /** Looks at the alias and loads what it points to, if that is new. One thread at a time. */
    void poll() {
        try {
            Optional<ModelVersion> latest = store.resolve(name, ModelStore.LATEST);
            if (latest.isPresent() && !latest.equals(followed)) {
                follow(latest.get());
                followed = latest;
            }
        } catch (StoreException | UncheckedIOException e) {
            followed = Optional.empty(); // a medium that failed may answer at the next look
            report(status.serving(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        modelSwitch.close();
    }

    private void follow(ModelVersion latest) {
        if (status.serving().equals(Optional.of(latest))) {
            report(status.serving(), Optional.empty());
            return;
        }
        Optional<String> problem = Optional.empty();
        for (ModelVersion version : candidates(latest)) {
            try {
                modelSwitch.swap(loader.load(name, version));
                report(Optional.of(version), problem);
                return;
            } catch (RefusedVersionException e) {
                String refusal = String.valueOf(e.getMessage());
                problem = Optional.of(
                        problem.map(before -> before + "; " + refusal).orElse(refusal));
            }
        }
        report(status.serving(), problem);
    }

    private List<ModelVersion> candidates(ModelVersion latest) {
        if (status.serving().isPresent()) {
            return List.of(latest);
        }
        Stream<ModelVersion> older = store.versions(name).stream()
                .filter(version -> version.compareTo(latest) < 0)
                .sorted(Comparator.reverseOrder());
        return Stream.concat(Stream.of(latest), older).toList();
    }

    private void report(Optional<ModelVersion> serving, Optional<String> problem) {
        var next = new ModelStatus(name, serving, problem);
        if (next.equals(status)) {
            return;
        }
        if (!serving.equals(status.serving())) {
            String before = status.serving().map(version -> " after " + version).orElse("");
            serving.ifPresent(version -> LOG.log(System.Logger.Level.INFO, name + "@" + version + " serves" + before));
        }
        problem.ifPresent(why -> LOG.log(System.Logger.Level.WARNING, name + ": " + why));
        status = next;
    }
}
