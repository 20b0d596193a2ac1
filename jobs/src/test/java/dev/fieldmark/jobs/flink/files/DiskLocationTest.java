package dev.fieldmark.jobs.flink.files;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DiskLocationTest extends FileLocationContract {
    @TempDir
    private Path temporary;

    @Override
    FileLocation folder() {
        return FileLocation.of(temporary.resolve("folder"));
    }
}
