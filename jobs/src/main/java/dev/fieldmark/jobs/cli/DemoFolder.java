package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the demo works: emptied at each start, but only if it was a demo that filled it. */
record DemoFolder(Path path) {
    private static final String MARK = ".fieldmark-demo";

    static DemoFolder emptied(Path path) throws IOException {
        if (Files.exists(path) && !Files.exists(path.resolve(MARK)) && !isEmpty(path)) {
            throw new IOException(path + " is no folder of an earlier demo but must be one, or be empty or absent");
        }
        Files.createDirectories(path);
        Files.writeString(path.resolve(MARK), "The next demo deletes what is in here.\n");
        try (Stream<Path> content = Files.list(path)) {
            for (Path file : content.toList()) {
                if (!file.equals(path.resolve(MARK))) {
                    TemporaryFolder.delete(file);
                }
            }
        }
        return new DemoFolder(path);
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> content = Files.list(path)) {
            return content.findAny().isEmpty();
        }
    }

    Path faces() {
        return path.resolve("faces.csv.gz");
    }

    Path data() {
        return path.resolve("data");
    }

    Path store() {
        return path.resolve("models");
    }

    Path studies() {
        return path.resolve("studies");
    }

    Path photos() {
        return path.resolve("butterflies");
    }

    Path photoData() {
        return path.resolve("butterfly-data");
    }

    Path newPhotos() {
        return path.resolve("new-butterflies");
    }

    Path picture() {
        return path.resolve("face.png");
    }

    Path answer() {
        return path.resolve("face-with-points.png");
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    Path apiLog() {
        return path.resolve("api.log");
    }
}
