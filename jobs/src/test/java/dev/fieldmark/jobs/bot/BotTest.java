package dev.fieldmark.jobs.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fieldmark.jobs.bot.Conversation.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bot over a platform that does as it is told. */
class BotTest {
    private static final String NAME = "told";

    @TempDir
    private Path folder;

    private final Told platform = new Told();

    @SuppressWarnings("NullAway.Init")
    private RunningBot running;

    /** Fails as often as it is told, then succeeds. */
    private static final class Told implements Platform {
        private final Deque<PlatformException> photoFailures = new ArrayDeque<>();
        private final Deque<PlatformException> sendFailures = new ArrayDeque<>();
        private final List<String> sent = new CopyOnWriteArrayList<>();
        private Duration recognises = Duration.ZERO;

        @Override
        public String open(Intake intake) {
            return "told";
        }

        @Override
        public synchronized byte[] photo(Conversation conversation) throws PlatformException {
            fail(photoFailures);
            return new byte[] {1, 2, 3};
        }

        @Override
        public synchronized String send(Conversation conversation) throws PlatformException {
            sent.add(conversation.photo() + " " + conversation.text());
            fail(sendFailures);
            return "id-" + sent.size();
        }

        private static void fail(Deque<PlatformException> failures) throws PlatformException {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
        }

        @Override
        public Duration recognisesRepeats() {
            return recognises;
        }

        @Override
        public void close() {}
    }

    private void start() throws Exception {
        start(Clock.systemUTC());
    }

    private void start(Clock clock) throws Exception {
        running = RunningBot.start(folder, NAME, log -> platform, clock);
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private static Conversation message(int number) {
        return Conversation.accepted(NAME + "-" + number, Map.of(), Instant.now());
    }

    private static Conversation sending(Duration ago) {
        Instant then = Instant.now().minus(ago);
        return Conversation.answered(NAME + "-1", Map.of(), "text", then).to(State.SENDING, then);
    }

    @Test
    void answersAPhotoOnceHoweverOftenItIsDeliveredAndReplied() throws Exception {
        start();
        assertThat(running.bot.accept(message(1))).isTrue();
        assertThat(running.bot.accept(message(1))).isFalse();
        running.reply("told-1");
        running.awaitLog("answered told-1");
        RunningBot.replyWithoutTaking(folder, "told-1");
        running.bot.accept(message(2));
        running.reply("told-2");
        running.awaitLog("answered told-2");

        assertThat(platform.sent).containsExactly("told-1 " + RunningBot.TEXT, "told-2 " + RunningBot.TEXT);
    }

    @Test
    void keepsAPhotoThatCameWithItsMessageUntilItIsLaidBeforeTheStream() throws Exception {
        start();
        running.bot.accept(message(1), new byte[] {7, 7});

        Path photo = folder.resolve("incoming/told-1");
        Await.until("the photo", () -> Files.exists(photo));
        assertThat(photo).hasBinaryContent(new byte[] {7, 7});
        Await.until("the bot's own to go", () -> !Files.exists(folder.resolve("state/photos/told-1")));
    }

    @Test
    void fetchesAgainUntilItWorks() throws Exception {
        platform.photoFailures.add(new PlatformException.Later("busy"));
        platform.photoFailures.add(new PlatformException.Unknown("lost"));
        start();
        running.bot.accept(message(1));

        running.reply("told-1");
        running.awaitLog("answered told-1");
    }

    @Test
    void saysThatAPhotoCanNotBeFetched() throws Exception {
        platform.photoFailures.add(new PlatformException.Refused("too big"));
        start();
        running.bot.accept(message(1));

        running.awaitLog("answered told-1");
        assertThat(platform.sent).containsExactly("told-1 " + RunningBot.TEXTS.notFetched());
    }

    @Test
    void triesLaterWhatCertainlyDidNotGoOut() throws Exception {
        platform.sendFailures.add(new PlatformException.Later("429", Duration.ofMillis(30)));
        platform.sendFailures.add(new PlatformException.Later("no connection"));
        start();
        running.bot.accept(message(1));
        running.reply("told-1");

        running.awaitLog("answered told-1");
        assertThat(platform.sent).hasSize(3);
    }

    @Test
    void doesNotSendTwiceWhatMayHaveGoneOut() throws Exception {
        platform.sendFailures.add(new PlatformException.Unknown("connection lost"));
        start();
        running.bot.accept(message(1));
        running.reply("told-1");

        running.awaitLog("gave up told-1: the answer may or may not have gone out");
        assertThat(platform.sent).hasSize(1);
        assertThat(running.journalText()).contains("\"state\":\"given-up\"");
    }

    @Test
    void sendsAgainWhatMayHaveGoneOutWhereThePlatformKnowsTheRepeat() throws Exception {
        platform.recognises = Duration.ofMinutes(50);
        platform.sendFailures.add(new PlatformException.Unknown("connection lost"));
        platform.sendFailures.add(new PlatformException.Later("429", Duration.ofMillis(5)));
        start();
        running.bot.accept(message(1));
        running.reply("told-1");

        running.awaitLog("answered told-1");
        assertThat(platform.sent).hasSize(3);
    }

    @Test
    void givesUpWhatThePlatformRefuses() throws Exception {
        platform.sendFailures.add(new PlatformException.Refused("the chat is gone"));
        start();
        running.bot.accept(message(1));
        running.reply("told-1");

        running.awaitLog("gave up told-1: the chat is gone");
    }

    @Test
    void anAnswerThatWasBegunBeforeADeathIsNotSentAgain() throws Exception {
        RunningBot.journal(folder, NAME, sending(Duration.ofSeconds(1)));
        start();

        running.awaitLog("gave up told-1: the answer may or may not have gone out");
        assertThat(platform.sent).isEmpty();
    }

    @Test
    void anAnswerThatWasBegunBeforeADeathIsSentAgainWhileThePlatformKnowsTheRepeat() throws Exception {
        platform.recognises = Duration.ofMinutes(50);
        RunningBot.journal(folder, NAME, sending(Duration.ofMinutes(40)));
        start();

        running.awaitLog("answered told-1");
        assertThat(platform.sent).containsExactly("told-1 text");
    }

    @Test
    void anAnswerThatWasBegunTooLongAgoIsNotSentAgain() throws Exception {
        platform.recognises = Duration.ofMinutes(50);
        RunningBot.journal(folder, NAME, sending(Duration.ofMinutes(51)));
        start();

        running.awaitLog("gave up told-1");
        assertThat(platform.sent).isEmpty();
    }

    @Test
    void goesOnWithAPhotoThatWasTakenBeforeADeath() throws Exception {
        RunningBot.journal(folder, NAME, message(1));
        Files.createDirectories(folder.resolve("state/photos"));
        Files.write(folder.resolve("state/photos/told-1"), new byte[] {9});
        Files.write(folder.resolve("state/photos/told-0"), new byte[] {9});
        start();

        Path photo = folder.resolve("incoming/told-1");
        Await.until("the photo", () -> Files.exists(photo));
        assertThat(photo).hasBinaryContent(new byte[] {9});
        assertThat(folder.resolve("state/photos/told-0")).doesNotExist();
    }

    @Test
    void doesNotLayAPhotoAgainThatWasAnsweredBeforeItsDeathWasNoticed() throws Exception {
        RunningBot.journal(folder, NAME, message(1));
        RunningBot.replyWithoutTaking(folder, "told-1");
        start();

        running.awaitLog("answered told-1");
        assertThat(folder.resolve("incoming/told-1")).doesNotExist();
    }

    @Test
    void givesUpWhatIsNotAnsweredInAWeek() throws Exception {
        RunningBot.journal(folder, NAME, message(1).to(State.WAITING, Instant.now()));
        start(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        running.awaitLog("gave up told-1: not answered in 7 days");
    }

    @Test
    void endsWhereThePlatformNoLongerLetsItInAndKeepsTheAnswerForLater() throws Exception {
        platform.sendFailures.add(new PlatformException.Denied("401"));
        start();
        running.bot.accept(message(1));
        running.reply("told-1");

        assertThatExceptionOfType(PlatformException.Denied.class)
                .isThrownBy(() -> running.bot.await())
                .withMessage("401");
        running.close();
        start();
        running.awaitLog("answered told-1");
    }
}
