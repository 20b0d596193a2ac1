package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows one alias of a model, forward and back, or waits for one version. A version that can't be served is refused
 * until the alias moves again, and the one before goes on.
 */
final class ModelFollower implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ModelFollower.class.getName());

    /** What is served where there is none before, as at the start, and the version that is followed can't be served. */
    enum Fallback {
        NONE,
        /** The newest older one that loads. */
        OLDER
    }

    private final ModelStore store;
    private final ModelLoader loader;
    private final ModelReference reference;
    private final Fallback fallback;
    private final ModelSwitch modelSwitch = new ModelSwitch();
    private Optional<ModelVersion> followed = Optional.empty();
    private volatile Status status = new Status(Optional.empty(), Optional.of("not loaded yet"));

    ModelFollower(ModelLoader loader, ModelReference reference, Fallback fallback) {
        this.store = loader.store();
        this.loader = loader;
        this.reference = reference;
        this.fallback = fallback;
    }

    /**
     * @param serving the version that answers; empty where none does
     * @param problem why that is not the one that is followed; empty where it is
     */
    record Status(Optional<ModelVersion> serving, Optional<String> problem) {}

    Status status() {
        return status;
    }

    Optional<Lease> acquire() {
        return modelSwitch.acquire();
    }

    /** Looks where the reference points to and loads that, if it is new. One thread at a time. */
    void poll() {
        pollBeside(Optional.empty());
    }

    /** The same, but serves nothing where the reference points to a version that another one serves. */
    void pollBeside(Optional<ModelVersion> served) {
        try {
            Optional<ModelVersion> target = store.resolve(reference.model(), reference.aliasOrNumber());
            if (target.isEmpty()) {
                followed = target;
                report(status.serving(), Optional.of(reference + " is not in the store"));
            } else if (target.equals(served)) {
                followed = Optional.empty();
                modelSwitch.close();
                report(Optional.empty(), Optional.empty());
            } else if (!target.equals(followed)) {
                follow(target.get());
                followed = target;
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

    private void follow(ModelVersion target) {
        if (status.serving().equals(Optional.of(target))) {
            report(status.serving(), Optional.empty());
            return;
        }
        Optional<String> problem = Optional.empty();
        for (ModelVersion version : candidates(target)) {
            try {
                modelSwitch.swap(loader.load(reference.model(), version));
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

    private List<ModelVersion> candidates(ModelVersion target) {
        if (fallback == Fallback.NONE || status.serving().isPresent()) {
            return List.of(target);
        }
        Stream<ModelVersion> older = store.versions(reference.model()).stream()
                .filter(version -> version.compareTo(target) < 0)
                .sorted(Comparator.reverseOrder());
        return Stream.concat(Stream.of(target), older).toList();
    }

    private void report(Optional<ModelVersion> serving, Optional<String> problem) {
        var next = new Status(serving, problem);
        if (next.equals(status)) {
            return;
        }
        if (!serving.equals(status.serving())) {
            String before = status.serving().map(version -> " after " + version).orElse("");
            serving.ifPresent(version ->
                    LOG.log(System.Logger.Level.INFO, reference.model() + "@" + version + " serves" + before));
        }
        problem.ifPresent(why -> LOG.log(System.Logger.Level.WARNING, reference.model() + ": " + why));
        status = next;
    }
}
