package dev.fieldmark.api.serve;

import dev.fieldmark.api.serve.ModelFollower.Fallback;
import dev.fieldmark.api.serve.ModelStatus.CanaryStatus;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelVersion;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/** Which version of one model answers a request: the one that it follows, or for a share of them its canary. */
final class ModelRoute implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final ModelReference follows;
    private final ModelFollower followed;
    private final Optional<CanaryRoute> canary;
    private final DoubleSupplier random;

    private record CanaryRoute(Canary canary, ModelFollower follower) {}

    /** @param random evenly from 0 to 1, for each request */
    ModelRoute(ModelLoader loader, ModelReference follows, Optional<Canary> canary, DoubleSupplier random) {
        boolean exact = NUMBER.matcher(follows.aliasOrNumber()).matches();
        this.follows = follows;
        this.followed = new ModelFollower(loader, follows, exact ? Fallback.NONE : Fallback.OLDER);
        this.canary = canary.map(
                given -> new CanaryRoute(given, new ModelFollower(loader, given.reference(), Fallback.NONE)));
        this.random = random;
    }

    /** The version for one request that names none. */
    Optional<Lease> acquire() {
        return canary.filter(route -> random.getAsDouble() < route.canary().share())
                .flatMap(route -> route.follower().acquire())
                .or(followed::acquire);
    }

    /** The version that it follows. */
    Optional<Lease> acquireFollowed() {
        return followed.acquire();
    }

    /** This version, if it is one of those that answer now. */
    Optional<Lease> acquire(ModelVersion version) {
        return exactly(followed.acquire(), version)
                .or(() -> canary.flatMap(route -> exactly(route.follower().acquire(), version)));
    }

    /** One look at the store. One thread at a time. */
    void poll() {
        followed.poll();
        canary.ifPresent(route -> route.follower().pollBeside(followed.status().serving()));
    }

    ModelStatus status() {
        ModelFollower.Status status = followed.status();
        return new ModelStatus(follows, status.serving(), status.problem(), canary.map(ModelRoute::status));
    }

    private static CanaryStatus status(CanaryRoute route) {
        ModelFollower.Status status = route.follower().status();
        return new CanaryStatus(route.canary(), status.serving(), status.problem());
    }

    @Override
    public void close() {
        followed.close();
        canary.ifPresent(route -> route.follower().close());
    }

    private static Optional<Lease> exactly(Optional<Lease> lease, ModelVersion version) {
        if (lease.isPresent() && !lease.get().model().version().equals(version)) {
            lease.get().close();
            return Optional.empty();
        }
        return lease;
    }
}
