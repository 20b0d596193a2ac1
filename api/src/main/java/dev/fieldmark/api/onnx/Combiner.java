package dev.fieldmark.api.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Questions of many threads, answered together: while one batch runs, what comes meanwhile gathers and becomes the next.
 * Nobody waits for others to come, and there are no threads but those that ask: one of a batch runs it for all, as in
 * Hendler et al., "Flat combining" (2010).
 *
 * @param <Q> a question
 * @param <A> an answer
 */
final class Combiner<Q, A> {
    private final Function<List<Q>, List<A>> run;
    private final int slots;
    private final int largest;
    private final ArrayDeque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int free;

    /**
     * @param run answers in the order of the questions
     * @param slots batches that run at once
     * @param largest batch
     */
    Combiner(Function<List<Q>, List<A>> run, int slots, int largest) {
        this.run = run;
        this.slots = slots;
        this.largest = largest;
        this.free = slots;
    }

    /** Waits for the answer; what {@code run} throws at a batch is thrown to each who is in it. */
    A ask(Q question) {
        var own = new Waiting<Q, A>(question);
        List<Waiting<Q, A>> batch = enter(own) ? List.of(own) : own.turn.join();
        if (!batch.isEmpty()) {
            run(batch);
            leave();
        }
        try {
            return own.answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Whether a slot is free for this one alone; else it waits. */
    private synchronized boolean enter(Waiting<Q, A> own) {
        if (free == 0) {
            waiting.add(own);
            return false;
        }
        free--;
        return true;
    }

    private void run(List<Waiting<Q, A>> batch) {
        try {
            List<A> answers = run.apply(batch.stream().map(one -> one.question).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answered(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(one -> one.failed(e));
        }
    }

    /** Leaves the slot to the first of those that wait, with its batch. */
    private void leave() {
        List<Waiting<Q, A>> next = next();
        if (!next.isEmpty()) {
            next.get(0).turn.complete(next);
        }
    }

    /** The share of one slot in those that wait: were it all of them, the other slots would idle. */
    private synchronized List<Waiting<Q, A>> next() {
        int count = Math.min(largest, (waiting.size() + slots - 1) / slots);
        var batch = new ArrayList<Waiting<Q, A>>(count);
        for (int i = 0; i < count; i++) {
            batch.add(waiting.remove());
        }
        if (batch.isEmpty()) {
            free++;
        }
        return batch;
    }

    private static final class Waiting<Q, A> {
        private final Q question;
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        /** The batch that this one is to run; empty once another has answered it. */
        private final CompletableFuture<List<Waiting<Q, A>>> turn = new CompletableFuture<>();

        Waiting(Q question) {
            this.question = question;
        }

        void answered(A given) {
            answer.complete(given);
            turn.complete(List.of());
        }

        void failed(Throwable failure) {
            answer.completeExceptionally(failure);
            turn.complete(List.of());
        }
    }
}
