package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.TrialSplit.StateFile;
import dev.fieldmark.jobs.sweep.Searches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Training states of each search's best trials that completed: with these they go on at once should the budget grow. Of others
 * only the epoch is kept, with an empty path: they would be trained again from their start, with the same result, and tell
 * only of what comes after.
 */
final class KeptStates {
    /** A big net's state is hundreds of megabytes. */
    private static final int MOST = 8;

    private final StudyFolder folder;
    private final TreeMap<Integer, StateFile> files;

    KeptStates(StudyFolder folder, Map<Integer, StateFile> files) {
        this.folder = folder;
        this.files = new TreeMap<>(files);
    }

    SortedMap<Integer, StateFile> files() {
        return files;
    }

    /** Of a trial that completed fewer epochs than these; its path is empty where the file was let go. */
    Optional<StateFile> before(int trial, int maxEpochs) {
        return Optional.ofNullable(files.get(trial)).filter(kept -> kept.epoch() < maxEpochs);
    }

    /** Takes a trial's file, and lets go of those that are not among the best of its search. */
    void add(int trial, String file, Searches rows) {
        if (file.isEmpty()) {
            return;
        }
        StateFile before =
                files.put(trial, new StateFile(file, rows.row(trial).epochs().size()));
        if (before != null && before.isThere() && !before.path().equals(file)) {
            delete(FileLocation.of(before.path()));
        }
        files.entrySet().stream()
                .filter(known -> known.getValue().isThere() && rows.areRivals(known.getKey(), trial))
                .sorted(Comparator.comparingDouble(
                        known -> rows.row(known.getKey()).bestLoss()))
                .skip(MOST)
                .forEach(worse -> {
                    delete(FileLocation.of(worse.getValue().path()));
                    worse.setValue(worse.getValue().letGo());
                });
    }

    /** Deletes files of trainers that were lost before they handed them over, but none of these. */
    void deleteOthersThan(Collection<String> others) throws IOException {
        Set<FileLocation> known = Stream.concat(
                        files.values().stream().filter(StateFile::isThere).map(StateFile::path), others.stream())
                .map(FileLocation::of)
                .collect(Collectors.toSet());
        for (FileLocation file : folder.keptFiles()) {
            if (!known.contains(file)) {
                file.delete();
            }
        }
    }

    private static void delete(FileLocation file) {
        try {
            file.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
