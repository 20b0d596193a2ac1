package dev.fieldmark.jobs.bot;

import dev.fieldmark.jobs.bot.Conversation.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Takes each message from state to state: fetches its photo and lays it before the stream, waits for the reply, sends the
 * answer. What an earlier process left unfinished is gone on with.
 *
 * <p>Once each: an answer is journalled as {@code sending} before it goes out and as {@code sent} after. Where it can't be
 * told whether it went out (killed in between, connection lost), it is sent again only while the platform recognises the
 * repeat; otherwise it is given up, and the log says so.
 */
public final class Bot implements Platform.Intake, AutoCloseable {
    private static final int WORKERS = 4;
    private static final Duration STOPPING = Duration.ofSeconds(20);
    private static final Duration TIDYING = Duration.ofHours(1);

    /**
     * Where a bot works.
     *
     * @param incoming photos for the stream
     * @param replies of the stream
     * @param state the bot's own
     */
    public record Folders(Path incoming, Path replies, Path state) {}

    /**
     * How often it looks.
     *
     * @param replies from one look at the replies to the next
     * @param backoff between tries of what failed
     */
    public record Pace(Duration replies, Backoff backoff) {
        /** Half a second; from a second to five minutes. */
        public static final Pace CALM = new Pace(Duration.ofMillis(500), Backoff.PATIENT);
    }

    private final Platform platform;
    private final AnswerText texts;
    private final Journal journal;
    private final Incoming incoming;
    private final Replies replies;
    private final Pace pace;
    private final Clock clock;
    private final Consumer<String> log;
    private final ScheduledThreadPoolExecutor workers = new ScheduledThreadPoolExecutor(WORKERS);
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Bot(
            Platform platform,
            AnswerText texts,
            Journal journal,
            Incoming incoming,
            Replies replies,
            Pace pace,
            Clock clock,
            Consumer<String> log) {
        this.platform = platform;
        this.texts = texts;
        this.journal = journal;
        this.incoming = incoming;
        this.replies = replies;
        this.pace = pace;
        this.clock = clock;
        this.log = log;
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * A bot over its journal, which is read here.
     *
     * @param name of the platform, in front of every photo's name
     * @param log takes a line for every message accepted, answered or given up
     */
    public static Bot of(
            String name,
            Platform platform,
            AnswerText texts,
            Folders folders,
            Pace pace,
            Clock clock,
            Consumer<String> log)
            throws IOException {
        return new Bot(
                platform,
                texts,
                Journal.open(folders.state, name),
                Incoming.open(folders.incoming, folders.state.resolve("photos")),
                new Replies(folders.replies, log),
                pace,
                clock,
                log);
    }

    /**
     * Goes on with what is unfinished, then takes messages.
     *
     * @throws PlatformException.Denied where the platform does not let the bot in
     */
    public void start() throws PlatformException, IOException {
        incoming.forgetAllBut(journal.unfinished().stream()
                .filter(each -> each.state() == State.ACCEPTED)
                .map(Conversation::photo)
                .collect(Collectors.toSet()));
        tidy();
        // before others come
        List<Conversation> unfinished = journal.unfinished();
        // before photos are fetched: some of them may have been answered already
        poll();
        String where = platform.open(this);
        unfinished.forEach(this::goOn);
        workers.scheduleWithFixedDelay(
                this::poll, pace.replies.toMillis(), pace.replies.toMillis(), TimeUnit.MILLISECONDS);
        workers.scheduleWithFixedDelay(this::tidy, TIDYING.toSeconds(), TIDYING.toSeconds(), TimeUnit.SECONDS);
        log.accept(where);
    }

    /**
     * Returns when the bot is closed.
     *
     * @throws PlatformException.Denied where the platform no longer lets it in
     * @throws IOException where the journal or a folder failed
     */
    public void await() throws PlatformException, IOException, InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlatformException platformFailed) {
                throw platformFailed;
            }
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e);
        }
    }

    @Override
    public boolean accept(Conversation conversation) throws IOException {
        if (!journal.accept(conversation)) {
            return false;
        }
        log.accept("accepted " + conversation.photo());
        goOn(conversation);
        return true;
    }

    @Override
    public synchronized boolean accept(Conversation conversation, byte[] photo) throws IOException {
        // synchronized: of two deliveries at once the second must not put its photo in the first one's place
        if (journal.knows(conversation.photo())) {
            return false;
        }
        incoming.keep(conversation.photo(), photo);
        return accept(conversation);
    }

    @Override
    public void fail(Exception why) {
        end.completeExceptionally(why);
    }

    private void goOn(Conversation conversation) {
        switch (conversation.state()) {
            case ACCEPTED -> soon(() -> fetch(conversation, 1));
            case READY -> soon(() -> send(conversation.photo(), 1));
            case SENDING -> soon(() -> repeat(conversation, 1));
            case WAITING, SENT, GIVEN_UP -> {}
        }
    }

    /** What a worker does; where the journal or a folder fails, the bot ends: nothing could be promised any more. */
    private interface Step {
        void take() throws IOException;
    }

    private void soon(Step step) {
        after(Duration.ZERO, step);
    }

    private void after(Duration wait, Step step) {
        try {
            workers.schedule(() -> guarded(step), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            // the next process finds it in the journal
        }
    }

    private void guarded(Step step) {
        try {
            step.take();
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            log.accept("a fault: " + e);
        }
    }

    private void fetch(Conversation conversation, int tries) throws IOException {
        String photo = conversation.photo();
        if (!journal.isIn(photo, State.ACCEPTED)) {
            incoming.forget(photo);
            return;
        }
        try {
            if (!incoming.layKept(photo)) {
                incoming.lay(photo, platform.photo(conversation));
            }
            step(photo, EnumSet.of(State.ACCEPTED), now -> now.to(State.WAITING, clock.instant()));
            incoming.forget(photo);
        } catch (PlatformException.Denied e) {
            fail(e);
        } catch (PlatformException.Refused e) {
            log.accept("could not fetch " + photo + ": " + e.getMessage());
            answer(photo, texts.notFetched());
        } catch (PlatformException e) {
            log.accept(photo + " is fetched later: " + e.getMessage());
            after(e.waitFor().orElseGet(() -> pace.backoff.after(tries)), () -> fetch(conversation, tries + 1));
        } catch (RuntimeException e) {
            giveUp(photo, "a fault: " + e);
        }
    }

    private void poll() {
        try {
            replies.poll(reply -> guarded(() -> answer(reply.photo(), texts.of(reply))));
        } catch (IOException | RuntimeException e) {
            // a schedule ends with the first thing that is thrown
            log.accept("could not read the replies, tries again: " + e);
        }
    }

    private void answer(String photo, String text) throws IOException {
        step(photo, EnumSet.of(State.ACCEPTED, State.WAITING), now -> now.ready(text, clock.instant()))
                .ifPresent(this::goOn);
    }

    private void send(String photo, int tries) throws IOException {
        Optional<Conversation> sending =
                step(photo, EnumSet.of(State.READY), now -> now.to(State.SENDING, clock.instant()));
        if (sending.isPresent()) {
            send(sending.get(), tries, false);
        }
    }

    /** Once more, where nobody knows whether an earlier try came through. */
    private void repeat(Conversation sending, int tries) throws IOException {
        Instant until = sending.changed().plus(platform.recognisesRepeats());
        if (clock.instant().isBefore(until)) {
            send(sending, tries, true);
        } else {
            giveUp(sending.photo(), "the answer may or may not have gone out, and is not sent twice");
        }
    }

    private void send(Conversation sending, int tries, boolean doubtful) throws IOException {
        String photo = sending.photo();
        try {
            String id = platform.send(sending);
            step(photo, EnumSet.of(State.SENDING), now -> now.over(State.SENT, id, clock.instant()));
            log.accept("answered " + photo);
        } catch (PlatformException.Refused e) {
            giveUp(photo, String.valueOf(e.getMessage()));
        } catch (PlatformException.Denied e) {
            backUnless(doubtful, photo);
            fail(e);
        } catch (PlatformException.Later e) {
            Duration wait = e.waitFor().orElseGet(() -> pace.backoff.after(tries));
            log.accept("answer to " + photo + " goes out later: " + e.getMessage());
            backUnless(doubtful, photo);
            if (doubtful) {
                after(wait, () -> repeat(sending, tries + 1));
            } else {
                after(wait, () -> send(photo, tries + 1));
            }
        } catch (PlatformException e) {
            log.accept("answer to " + photo + " may have gone out: " + e.getMessage());
            boolean isRecognised = !platform.recognisesRepeats().isZero();
            after(isRecognised ? pace.backoff.after(tries) : Duration.ZERO, () -> repeat(sending, tries + 1));
        } catch (RuntimeException e) {
            giveUp(photo, "a fault: " + e);
        }
    }

    /** This try had no effect; unless an earlier one may have had, the answer is as if never tried. */
    private void backUnless(boolean doubtful, String photo) throws IOException {
        if (!doubtful) {
            step(photo, EnumSet.of(State.SENDING), now -> now.to(State.READY, clock.instant()));
        }
    }

    private void giveUp(String photo, String why) throws IOException {
        step(
                        photo,
                        EnumSet.complementOf(EnumSet.of(State.SENT, State.GIVEN_UP)),
                        now -> now.over(State.GIVEN_UP, why, clock.instant()))
                .ifPresent(over -> log.accept("gave up " + photo + ": " + why));
    }

    private Optional<Conversation> step(String photo, EnumSet<State> from, UnaryOperator<Conversation> to)
            throws IOException {
        return journal.advance(photo, from, to);
    }

    private void tidy() {
        guarded(() -> {
            Instant oldest = clock.instant().minus(Journal.KEPT);
            for (Conversation conversation : journal.unfinished()) {
                if (conversation.accepted().isBefore(oldest)) {
                    giveUp(conversation.photo(), "not answered in " + Journal.KEPT.toDays() + " days");
                }
            }
            journal.forgetBefore(oldest);
        });
    }

    /** Takes no more messages; calls under way end, the rest is for the next process. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        platform.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
            journal.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.accept("closing the journal: " + e.getMessage());
        }
        end.complete(null);
    }
}
