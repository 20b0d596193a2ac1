package dev.fieldmark.jobs.photos;

import dev.fieldmark.jobs.data.DatasetFolder;
import dev.fieldmark.jobs.data.SyncedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a user may want to look into: which files were broken, and which photos look alike. */
final class PhotoNotes {
    private PhotoNotes() {}

    /** {@code rejects.csv}: {@code file,reason}; no file where none was broken. */
    static void writeBroken(Path folder, List<BrokenPhoto> broken) throws IOException {
        StringBuilder csv = new StringBuilder("file,reason\n");
        broken.forEach(photo -> csv.append(quoted(photo.name()))
                .append(',')
                .append(quoted(photo.reason()))
                .append('\n'));
        write(folder.resolve(DatasetFolder.REJECTS), csv, broken.isEmpty());
    }

    /** {@code near-duplicates.csv}: {@code group,file}, groups numbered from 1; no file where there are none. */
    static void writeDuplicates(Path folder, List<List<PhotoSummary>> groups) throws IOException {
        StringBuilder csv = new StringBuilder("group,file\n");
        List<List<String>> names = new ArrayList<>();
        groups.forEach(group ->
                names.add(group.stream().map(PhotoSummary::name).sorted().toList()));
        names.sort(Comparator.comparing(group -> group.get(0)));
        for (int i = 0; i < names.size(); i++) {
            for (String name : names.get(i)) {
                csv.append(i + 1).append(',').append(quoted(name)).append('\n');
            }
        }
        write(folder.resolve(DatasetFolder.DUPLICATES), csv, groups.isEmpty());
    }

    private static void write(Path file, StringBuilder csv, boolean empty) throws IOException {
        if (!empty) {
            SyncedFiles.write(file, csv.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
