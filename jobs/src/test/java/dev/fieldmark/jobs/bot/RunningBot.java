package dev.fieldmark.jobs.bot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bot over folders of a test, in haste. */
public final class RunningBot implements AutoCloseable {
    public static final AnswerText TEXTS = new AnswerText("butterflies");
    public static final String TEXT = "Thanks for the photo! Most likely Vanessa atalanta, 91%\nor Vanessa cardui, 6%";

    private final Path folder;
    public final List<String> log;
    public final Bot bot;

    private RunningBot(Path folder, List<String> log, Bot bot) {
        this.folder = folder;
        this.log = log;
        this.bot = bot;
    }

    /** Makes a platform, given where lines are told. */
    public interface PlatformOf {
        Platform with(List<String> log);
    }

    public static RunningBot start(Path folder, String name, PlatformOf platform) throws Exception {
        return start(folder, name, platform, Clock.systemUTC());
    }

    public static RunningBot start(Path folder, String name, PlatformOf platform, Clock clock) throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        Bot bot = Bot.of(
                name,
                platform.with(log),
                TEXTS,
                new Bot.Folders(folder.resolve("incoming"), folder.resolve("replies"), folder.resolve("state")),
                new Bot.Pace(Duration.ofMillis(10), new Backoff(Duration.ofMillis(10), Duration.ofMillis(50))),
                clock,
                log::add);
        RunningBot running = new RunningBot(folder, log, bot);
        try {
            bot.start();
        } catch (Exception e) {
            running.close();
            throw e;
        }
        return running;
    }

    /** The address that it says it listens at. */
    public String url() {
        return log.stream()
                .filter(line -> line.contains("http://"))
                .map(line -> line.substring(line.indexOf("http://")))
                .findFirst()
                .orElseThrow();
    }

    /** The stream takes the photo out of its folder and replies. */
    public void reply(String photo) throws Exception {
        Path file = folder.resolve("incoming").resolve(photo);
        Await.until(photo, () -> Files.exists(file));
        Files.delete(file);
        replyWithoutTaking(folder, photo);
    }

    public static void replyWithoutTaking(Path folder, String photo) throws IOException {
        Path replies = Files.createDirectories(folder.resolve("replies/2026-01-01"));
        Path aside = replies.resolve(".part-" + photo + ".inprogress");
        Files.writeString(aside, line(photo) + "\n");
        Files.move(aside, replies.resolve("part-" + photo + "-" + System.nanoTime() + ".jsonl"));
    }

    static String line(String photo) {
        return """
                {"photo":"%s","model":"species-butterflies","version":3,"group":"butterflies","answer":"species",\
                "candidates":[{"latin":"Vanessa atalanta","probability":0.91,"rank":"species"},\
                {"latin":"Vanessa cardui","probability":0.06,"rank":"species"}],"score":7.1,"edibleOrToxic":false}""".formatted(photo);
    }

    /** Puts a line of a conversation into the journal of a bot that does not run. */
    public static void journal(Path folder, String platform, Conversation conversation) throws IOException {
        try (Journal journal = Journal.open(folder.resolve("state"), platform)) {
            journal.accept(conversation);
        }
    }

    public void awaitLog(String line) throws Exception {
        Await.until(line + " in " + log, () -> log.stream().anyMatch(each -> each.contains(line)));
    }

    public String journalText() throws IOException {
        return Files.readString(folder.resolve("state/journal.jsonl"), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        bot.close();
    }
}
