package dev.fieldmark.jobs.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fieldmark.jobs.bot.Conversation.State;
import dev.fieldmark.jobs.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Conversation ONE =
            Conversation.accepted("telegram-1", Map.of("chat", "5", "file", "größer"), NOON);

    @TempDir
    private Path folder;

    private Journal open() throws IOException {
        return Journal.open(folder, "telegram");
    }

    private Path file() {
        return folder.resolve("journal.jsonl");
    }

    @Test
    void knowsAfterARestartWhatItKnewBefore() throws IOException {
        Conversation answered = Conversation.answered("telegram-2", Map.of("chat", "6"), "Hello\n\"you\"", NOON);
        try (Journal journal = open()) {
            journal.accept(ONE);
            journal.accept(answered);
            journal.advance(
                    "telegram-1", EnumSet.of(State.ACCEPTED), now -> now.to(State.WAITING, NOON.plusSeconds(1)));
        }

        try (Journal journal = open()) {
            assertThat(journal.unfinished())
                    .containsExactlyInAnyOrder(ONE.to(State.WAITING, NOON.plusSeconds(1)), answered);
        }
    }

    @Test
    void takesAMessageOnce() throws IOException {
        try (Journal journal = open()) {
            assertThat(journal.accept(ONE)).isTrue();
            assertThat(journal.accept(ONE)).isFalse();
        }
        try (Journal journal = open()) {
            assertThat(journal.accept(ONE)).isFalse();
        }
    }

    @Test
    void takesAStepOnlyFromTheStatesThatAreNamed() throws IOException {
        try (Journal journal = open()) {
            journal.accept(ONE);

            assertThat(journal.advance("telegram-1", EnumSet.of(State.READY), now -> now.to(State.SENDING, NOON)))
                    .isEmpty();
            assertThat(journal.isIn("telegram-1", State.ACCEPTED)).isTrue();
        }
    }

    @Test
    void cutsOffALineWhoseEndWasNeverWritten() throws IOException {
        try (Journal journal = open()) {
            journal.accept(ONE);
        }
        Files.writeString(file(), "{\"photo\":\"telegram-2\",\"sta", StandardOpenOption.APPEND);

        try (Journal journal = open()) {
            assertThat(journal.unfinished()).containsExactly(ONE);
            journal.accept(Conversation.accepted("telegram-3", Map.of(), NOON));
        }
        try (Journal journal = open()) {
            assertThat(journal.unfinished()).hasSize(2);
        }
    }

    @Test
    void namesTheLineThatIsDamaged() throws IOException {
        try (Journal journal = open()) {
            journal.accept(ONE);
        }
        Files.writeString(file(), "nonsense\n", StandardOpenOption.APPEND);

        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(this::open)
                .withMessageContaining("journal.jsonl, line 3: ");
    }

    @Test
    void isOneProcessAlone() throws IOException {
        try (Journal journal = open()) {
            assertThatExceptionOfType(BadDataException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("is held by another bot");
            assertThat(journal.unfinished()).isEmpty();
        }
    }

    @Test
    void isOnePlatformsAlone() throws IOException {
        open().close();

        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> Journal.open(folder, "mastodon"))
                .withMessageContaining("is of telegram, format 1, but must be of mastodon, format 1");
    }

    @Test
    void forgetsWhoWroteAndWhatWasSaidOnceItIsOver() throws IOException {
        try (Journal journal = open()) {
            journal.accept(ONE);
            journal.advance("telegram-1", EnumSet.of(State.ACCEPTED), now -> now.over(State.SENT, "77", NOON));
        }

        List<String> lines = Files.readAllLines(file());
        assertThat(lines.get(lines.size() - 1)).contains("\"note\":\"77\"").doesNotContain("größer");
    }

    @Test
    void staysSmallOverManyMessages() throws IOException {
        try (Journal journal = open()) {
            for (int i = 0; i < 300; i++) {
                String photo = "telegram-" + i;
                Instant now = NOON.plus(Duration.ofMinutes(i));
                journal.accept(Conversation.accepted(photo, Map.of(), now));
                journal.advance(photo, EnumSet.of(State.ACCEPTED), each -> each.over(State.SENT, "1", now));
                if (i % 50 == 0) {
                    journal.forgetBefore(now.minus(Duration.ofHours(1)));
                }
            }
            journal.accept(ONE);
            journal.forgetBefore(NOON.plus(Duration.ofMinutes(290)));
        }

        assertThat(Files.readAllLines(file()).size()).isLessThan(350);
        try (Journal journal = open()) {
            assertThat(journal.unfinished()).containsExactly(ONE);
            assertThat(journal.knows("telegram-295")).isTrue();
            assertThat(journal.knows("telegram-280")).isFalse();
        }
    }
}
