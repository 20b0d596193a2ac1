package dev.fieldmark.jobs.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepliesTest {
    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();
    private Replies replies;

    @BeforeEach
    void open() {
        replies = new Replies(folder, log::add);
    }

    private List<String> poll() throws IOException {
        List<String> photos = new ArrayList<>();
        replies.poll(reply -> photos.add(reply.photo()));
        return photos;
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void readsFinishedFilesOnceWhereverTheyAre() throws IOException {
        write("a.jsonl", RunningBot.line("one") + "\n" + RunningBot.line("two") + "\n");
        write("2026-01-01/part-0.jsonl", RunningBot.line("three") + "\n");

        assertThat(poll()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(poll()).isEmpty();
    }

    @Test
    void leavesAloneWhatIsNotFinished() throws IOException {
        write("2026-01-01/.part-0.jsonl.inprogress.5", RunningBot.line("one") + "\n");
        write(".state/checkpoints/part", RunningBot.line("two") + "\n");
        write("_tmp", RunningBot.line("three") + "\n");

        assertThat(poll()).isEmpty();
    }

    @Test
    void readsAFileAgainThatHasGrown() throws IOException {
        write("a.jsonl", RunningBot.line("one") + "\n" + RunningBot.line("two").substring(0, 50));
        assertThat(poll()).containsExactly("one");
        write("a.jsonl", RunningBot.line("one") + "\n" + RunningBot.line("two") + "\n");

        assertThat(poll()).containsExactly("one", "two");
    }

    @Test
    void passesOverALineThatIsNoReplyAndTellsIt() throws IOException {
        write("a.jsonl", RunningBot.line("one") + "\n\u00ff\n\n" + RunningBot.line("two"));

        assertThat(poll()).containsExactly("one", "two");
        assertThat(log).singleElement().asString().contains("a.jsonl, line 2: ");
    }

    @Test
    void waitsForAFolderThatIsNotThereYet() throws IOException {
        replies = new Replies(folder.resolve("later"), log::add);
        assertThat(poll()).isEmpty();
        write("later/a.jsonl", RunningBot.line("one"));

        assertThat(poll()).containsExactly("one");
    }
}
