package dev.fieldmark.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenPhotosTest {
    @TempDir
    Path folder;

    private IncomingFolder incoming;
    private TakenPhotos taken;
    private Path processed;

    @BeforeEach
    void make() throws IOException {
        incoming = new IncomingFolder(Files.createDirectory(folder.resolve("in")));
        processed = Files.createDirectory(folder.resolve("processed"));
        taken = incoming.taken();
    }

    private TakenPhoto take(String name, String content) throws IOException {
        Path file = incoming.path().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return taken.take(incoming, Set.of(PhotoName.of(incoming.path(), file))).get(0);
    }

    private List<String> names(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aTakenPhotoIsInItsOwnFolderAndThenWithTheProcessed() throws IOException {
        TakenPhoto photo = take("a day/ü.jpg", "photo");
        assertThat(incoming.path().resolve("a day/ü.jpg")).doesNotExist();
        assertThat(taken.file(photo)).hasContent("photo");
        assertThat(taken.all()).containsExactly(photo);

        taken.finish(List.of(photo.id()), processed);

        assertThat(taken.has(photo.id())).isFalse();
        assertThat(processed.resolve("a day/ü.jpg")).hasContent("photo");
    }

    @Test
    void finishingAgainChangesNothing() throws IOException {
        TakenPhoto photo = take("a.jpg", "first");
        taken.finish(List.of(photo.id()), processed);
        take("a.jpg", "second");

        taken.finish(List.of(photo.id()), processed);

        assertThat(names(processed)).containsExactly("a.jpg");
        assertThat(processed.resolve("a.jpg")).hasContent("first");
        assertThat(taken.all()).hasSize(1);
    }

    @Test
    void theSameNameOnceMoreIsAnotherPhotoAndOverwritesNothing() throws IOException {
        TakenPhoto first = take("a.jpg", "first");
        TakenPhoto second = take("a.jpg", "second");
        assertThat(second.id()).isNotEqualTo(first.id());

        taken.finish(List.of(first.id()), processed);
        taken.finish(List.of(second.id()), processed);

        assertThat(processed.resolve("a.jpg")).hasContent("first");
        assertThat(processed.resolve(second.batch()).resolve("a.jpg")).hasContent("second");
    }

    @Test
    void photosThatWereTakenTogetherAreFinishedApart() throws IOException {
        Files.writeString(incoming.path().resolve("a.jpg"), "a");
        Files.writeString(incoming.path().resolve("b.jpg"), "b");
        List<TakenPhoto> both = taken.take(incoming, Set.of(new PhotoName("a.jpg"), new PhotoName("b.jpg")));
        assertThat(both)
                .hasSize(2)
                .extracting(TakenPhoto::batch)
                .containsOnly(both.get(0).batch());

        taken.finish(List.of(both.get(0).id()), processed);

        assertThat(taken.all()).containsExactly(both.get(1));
        taken.finish(List.of(both.get(1).id()), processed);
        assertThat(taken.folder()).isEmptyDirectory();
        assertThat(names(processed)).containsExactly("a.jpg", "b.jpg");
    }

    @Test
    void aFolderWhereAFileLiesAlreadyIsNoHindrance() throws IOException {
        TakenPhoto file = take("a", "file");
        taken.finish(List.of(file.id()), processed);
        Files.deleteIfExists(incoming.path().resolve("a"));
        TakenPhoto within = take("a/b.jpg", "within");

        taken.finish(List.of(within.id()), processed);

        assertThat(processed.resolve(within.batch()).resolve("a/b.jpg")).hasContent("within");
    }

    @Test
    void whatACrashLeftOfAPhotoThatIsElsewhereGoes() throws IOException {
        Path left = Files.createDirectories(taken.folder().resolve("some-id/day"));

        assertThat(taken.all()).isEmpty();
        assertThat(left.getParent()).doesNotExist();
    }

    @Test
    void aPhotoThatIsGoneIsNotTaken() throws IOException {
        assertThat(taken.take(incoming, Set.of(new PhotoName("gone.jpg")))).isEmpty();
        assertThat(taken.folder()).isEmptyDirectory();
    }
}
