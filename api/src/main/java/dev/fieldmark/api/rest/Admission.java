package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.ServingListener;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many questions are in the house, answered or waiting; one more is refused at once. Whoever is let in waits behind a
 * queue that does not grow.
 */
@Singleton
public class Admission {
    private final int most;
    private final ServingListener listener;
    private final CurrentVertxRequest request;
    private final AtomicInteger inHouse = new AtomicInteger();

    @Inject
    public Admission(Settings settings, ServingListener listener, CurrentVertxRequest request) {
        this(settings.maxRequests(), listener, request);
    }

    Admission(int most, ServingListener listener, CurrentVertxRequest request) {
        this.most = most;
        this.listener = listener;
        this.request = request;
    }

    /** How a question is answered. */
    public interface Work<A, E extends Exception> {
        A answer() throws E;
    }

    /** Questions that are answered or wait now. */
    public int inHouse() {
        return inHouse.get();
    }

    void register(@Observes Filters filters) {
        filters.register(Questions.only(this::admit), FilterOrder.ADMISSION);
    }

    void admit(RoutingContext context) {
        if (inHouse.incrementAndGet() <= most) {
            var place = new Place(inHouse);
            context.put(Place.class.getName(), place);
            context.addEndHandler(ended -> place.ended());
            context.next();
        } else {
            inHouse.decrementAndGet();
            listener.refused();
            Problem.busy(most + " requests are being answered, and no more may wait")
                    .end(context);
        }
    }

    /**
     * Works for the request of this thread, which keeps its place until then, though its client may go meanwhile. For one
     * who has gone before, nothing is done.
     */
    public <A, E extends Exception> A work(Work<A, E> work) throws E {
        Place place = request.getCurrent().get(Place.class.getName());
        place.begin();
        try {
            return work.answer();
        } finally {
            place.leave();
        }
    }
}
