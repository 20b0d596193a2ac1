package dev.fieldmark.jobs.flink.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What studies and datasets need of the place where they lie. */
abstract class FileLocationContract {
    /** A folder in which nothing was ever written, another one for each test. */
    abstract FileLocation folder();

    private FileLocation write(String name, String content) throws IOException {
        FileLocation file = folder();
        for (String part : name.split("/")) {
            file = file.resolve(part);
        }
        file.write(content.getBytes(UTF_8));
        return file;
    }

    @Test
    void itsTextReadsBackAsItself() {
        FileLocation file = folder().resolve("chk-12").resolve("_metadata");

        assertThat(FileLocation.of(file.toString())).isEqualTo(file);
        assertThat(file.name()).isEqualTo("_metadata");
        assertThat(file.parent()).hasValue(folder().resolve("chk-12"));
        assertThat(file.isIn(folder())).isTrue();
        assertThat(folder().isIn(file)).isFalse();
        assertThat(folder().isIn(folder())).isFalse();
    }

    @Test
    void whatIsWrittenIsReadAndReplaced() throws IOException {
        FileLocation file = write("a/b/file", "first");
        assertThat(file.readText()).isEqualTo("first");

        write("a/b/file", "second");

        assertThat(file.readText()).isEqualTo("second");
        assertThat(folder().resolve("a").resolve("b").list()).containsExactly(file);
        assertThat(file.modified())
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plusSeconds(2));
    }

    /** A reader meets the old content or the new one: never none, never a part. */
    @Test
    void whatIsReplacedIsThereAllTheWhile() throws Exception {
        FileLocation file = write("study.json", "0".repeat(10_000));
        var writer = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= 30; i++) {
                byte[] content = String.valueOf(i % 10).repeat(10_000).getBytes(UTF_8);
                try {
                    file.write(content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        do {
            assertThat(file.readText()).hasSize(10_000).matches("(.)\\1*");
        } while (!writer.isDone());
        writer.join();
    }

    @Test
    void whatIsNotThereIsNeitherFileNorFolder() throws IOException {
        FileLocation nothing = folder().resolve("nothing");

        assertThat(nothing.isFile()).isFalse();
        assertThat(nothing.isFolder()).isFalse();
        assertThat(nothing.list()).isEmpty();
        assertThatThrownBy(nothing::read).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> nothing.read(Files::size)).isInstanceOf(NoSuchFileException.class);
        nothing.delete();
        nothing.deleteTree();
    }

    @Test
    void aFolderIsOneInWhichAFileIs() throws IOException {
        FileLocation file = write("a/b/file", "content");
        write("ab/other", "content");

        assertThat(file.isFile()).isTrue();
        assertThat(file.isFolder()).isFalse();
        assertThat(file.list()).isEmpty();
        assertThat(folder().resolve("a").isFolder()).isTrue();
        assertThat(folder().resolve("a").isFile()).isFalse();
        assertThat(folder().list()).containsExactlyInAnyOrder(folder().resolve("a"), folder().resolve("ab"));
    }

    @Test
    void filesAreFoundDownToADepth() throws IOException {
        write("1/file", "");
        write("1/2/file", "");
        write("1/2/3/file", "");

        assertThat(folder().find(3, found -> found.name().equals("file")))
                .extracting(
                        found -> found.toString().substring(folder().toString().length()))
                .containsExactlyInAnyOrder("/1/file", "/1/2/file");
    }

    @Test
    void aTreeGoesWithAllThatIsInItAndNothingElse() throws IOException {
        write("a/b/c/file", "content");
        write("a/file", "content");
        FileLocation other = write("ab/file", "content");

        folder().resolve("a").deleteTree();

        assertThat(folder().resolve("a").isFolder()).isFalse();
        assertThat(other.isFile()).isTrue();
        other.delete();
        assertThat(other.isFile()).isFalse();
    }

    @Test
    void whoWritesAndReadsFilesOfThisMachineCan() throws IOException {
        FileLocation file = folder().resolve("states").resolve("state");
        byte[] megabytes = new byte[7 << 20];
        megabytes[megabytes.length - 1] = 42;

        file.write(local -> Files.write(local, megabytes));

        assertThat(file.<byte[]>read(Files::readAllBytes)).isEqualTo(megabytes);
        assertThat(file.read()).isEqualTo(megabytes);
    }

    @Test
    void whatFailsToBeWrittenIsNotThere() {
        FileLocation file = folder().resolve("failed");

        assertThatThrownBy(() -> file.write(local -> {
                    throw new IOException("no disk");
                }))
                .hasMessage("no disk");

        assertThat(folder().resolve("failed"))
                .satisfies(failed -> assertThat(failed.isFile()).isFalse());
    }

    @Test
    void aFolderCanBeHadOnThisMachine() throws IOException {
        write("data/dataset.json", "{}");
        write("data/faces/shard", "pixels");

        Path local = folder().resolve("data").localFolder();

        assertThat(local.resolve("dataset.json")).hasContent("{}");
        assertThat(local.resolve("faces/shard")).hasContent("pixels");
    }
}
