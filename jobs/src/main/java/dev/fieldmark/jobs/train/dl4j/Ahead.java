package dev.fieldmark.jobs.train.dl4j;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Has the next element made on another thread while this one is used: batches are drawn while a batch is trained on. */
final class Ahead<T> implements Iterator<T> {
    private final Iterator<T> source;
    private CompletableFuture<Optional<T>> next;

    Ahead(Iterator<T> source) {
        this.source = source;
        this.next = ahead();
    }

    private CompletableFuture<Optional<T>> ahead() {
        return CompletableFuture.supplyAsync(
                () -> source.hasNext() ? Optional.of(source.next()) : Optional.empty(), Slices.HELPERS);
    }

    @Override
    public boolean hasNext() {
        return next.join().isPresent();
    }

    @Override
    public T next() {
        T element = next.join().orElseThrow(NoSuchElementException::new);
        next = ahead();
        return element;
    }
}
