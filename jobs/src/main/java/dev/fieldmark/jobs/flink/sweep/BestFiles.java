package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.files.FileLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of best weights that finished trials handed over. Only those of the leaders stay. */
final class BestFiles {
    private final TreeMap<Integer, String> files;

    BestFiles(Map<Integer, String> files) {
        this.files = new TreeMap<>(files);
    }

    SortedMap<Integer, String> files() {
        return files;
    }

    Optional<String> file(int trial) {
        return Optional.ofNullable(files.get(trial));
    }

    /** Takes a trial's file; of two that hold the same weights the first stays. */
    void add(int trial, String file) {
        if (file.isEmpty()) {
            return;
        }
        String known = files.getOrDefault(trial, file);
        if (known.equals(file) || !exists(known)) {
            files.put(trial, file);
        } else {
            delete(file);
        }
    }

    /** The trial will hand over another file. */
    void forget(int trial) {
        Optional.ofNullable(files.remove(trial)).ifPresent(BestFiles::delete);
    }

    void keepOnly(Collection<Integer> leaders) {
        files.entrySet().removeIf(entry -> {
            boolean goes = !leaders.contains(entry.getKey());
            if (goes) {
                delete(entry.getValue());
            }
            return goes;
        });
    }

    /** Copies them to where the study keeps its files for a larger budget: a checkpoint may still name these. */
    SortedMap<Integer, String> copiedTo(StudyFolder folder) throws IOException {
        var copied = new TreeMap<Integer, String>();
        for (Map.Entry<Integer, String> file : files.entrySet()) {
            FileLocation from = FileLocation.of(file.getValue());
            if (from.isFile() && from.isIn(folder.trials())) {
                FileLocation to = folder.newKeptFile(file.getKey());
                to.write(copy -> from.read(original -> Files.copy(original, copy)));
                copied.put(file.getKey(), to.toString());
            } else {
                copied.put(file.getKey(), file.getValue());
            }
        }
        return copied;
    }

    private static boolean exists(String file) {
        try {
            return FileLocation.of(file).isFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(String file) {
        try {
            FileLocation.of(file).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
