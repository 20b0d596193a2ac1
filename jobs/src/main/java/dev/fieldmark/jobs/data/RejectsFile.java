package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code rejects.csv} of a dataset: {@code line,reason,start} of every bad row that was skipped. */
final class RejectsFile {
    private RejectsFile() {}

    static void write(Path folder, List<BadRow> badRows) throws IOException {
        StringBuilder csv = new StringBuilder("line,reason,start\n");
        for (BadRow bad : badRows) {
            csv.append(bad.line()).append(',').append(quoted(bad.reason()));
            csv.append(',').append(quoted(bad.start())).append('\n');
        }
        SyncedFiles.write(folder.resolve(DatasetFolder.REJECTS), csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
