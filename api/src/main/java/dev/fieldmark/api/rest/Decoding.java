package dev.fieldmark.api.rest;

import dev.fieldmark.api.serve.ServingListener;
import dev.fieldmark.image.PhotoException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Decodes photos, and tells how long it took. */
@ApplicationScoped
public class Decoding {
    private final ServingListener listener;

    public Decoding(ServingListener listener) {
        this.listener = listener;
    }

    interface Source<P> {
        P decode() throws PhotoException;
    }

    <P> P of(Source<P> source) throws PhotoException {
        long start = System.nanoTime();
        P photo = source.decode();
        listener.decoded(Duration.ofNanos(System.nanoTime() - start));
        return photo;
    }
}
