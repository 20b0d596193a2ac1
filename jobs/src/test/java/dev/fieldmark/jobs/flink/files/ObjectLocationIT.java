package dev.fieldmark.jobs.flink.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.TemporaryFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects, by Flink's own client of S3. */
final class ObjectLocationIT extends FileLocationContract {
    private static int folders;

    @BeforeAll
    static void startS3() throws Exception {
        S3Process.running();
    }

    @BeforeEach
    void takeAnotherFolder() {
        folders++;
    }

    @Override
    FileLocation folder() {
        return FileLocation.of(S3Process.BUCKET + "/tests/folder-" + folders);
    }

    @Test
    void aCopyIsMadeOnceAndAnotherOneOfAnotherContent() throws Exception {
        FileLocation data = folder().resolve("data");
        data.resolve("dataset.json").write("{}".getBytes(StandardCharsets.UTF_8));

        Path first = data.localFolder();
        assertThat(data.localFolder()).isEqualTo(first);
        data.resolve("faces").write("pixels".getBytes(StandardCharsets.UTF_8));
        Path second = data.localFolder();

        assertThat(second).isNotEqualTo(first);
        assertThat(second.resolve("faces")).hasContent("pixels");
        assertThat(first.resolve("faces")).doesNotExist();
        TemporaryFolder.delete(first);
        TemporaryFolder.delete(second);
    }

    @Test
    void whatIsMissingCannotBeCopied() {
        assertThatThrownBy(() -> folder().resolve("gone").localFolder())
                .isInstanceOf(BadDataException.class)
                .hasMessage(folder() + "/gone: is missing");
    }

    @Test
    void whatIsNoPlaceInABucketIsRefused() {
        for (String bad : new String[] {"s3://", "s3://UPPER/x", "s3://models//x", "s3://models/a b"}) {
            assertThatThrownBy(() -> FileLocation.of(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was no place in a bucket but must be like s3://bucket/folder");
        }
    }
}
