package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a prepared dataset aside, in a sibling folder, and moves it into place when it is whole. Until then the output
 * folder is not made, or stays as it was.
 */
public final class DatasetWriter implements AutoCloseable {
    private final Path output;
    private final Path aside;

    private DatasetWriter(Path output, Path aside) {
        this.output = output;
        this.aside = aside;
    }

    /**
     * Starts a dataset.
     *
     * @param output is made, or replaced where it is an earlier dataset or empty
     * @throws BadDataException where the output holds anything else
     */
    public static DatasetWriter create(Path output) throws IOException {
        Path target = output.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new BadDataException(output + ": must be a folder below the root");
        }
        checkReplaceable(output);
        Files.createDirectories(parent);
        return new DatasetWriter(target, Files.createDirectory(beside(target, "partial")));
    }

    /** Writes a whole dataset from faces in memory, in the order of their rows. */
    public static DatasetManifest write(Path output, Preparation preparation, List<FaceRow> faces) throws IOException {
        try (DatasetWriter writer = create(output)) {
            Map<Integer, List<FaceRow>> blocks = faces.stream()
                    .collect(Collectors.groupingBy(face -> Shard.block(face.row()), TreeMap::new, Collectors.toList()));
            List<ShardSummary> summaries = new ArrayList<>();
            for (Map.Entry<Integer, List<FaceRow>> entry : blocks.entrySet()) {
                ShardBlock block = new ShardBlock(entry.getKey());
                entry.getValue().forEach(block::add);
                summaries.add(block.write(writer.folder()));
            }
            return writer.finish(preparation, summaries);
        }
    }

    private static Path beside(Path folder, String purpose) {
        return folder.resolveSibling("." + folder.getFileName() + "." + purpose + "-" + UUID.randomUUID());
    }

    private static void checkReplaceable(Path output) throws IOException {
        if (!Files.exists(output)) {
            return;
        }
        if (!Files.isDirectory(output)) {
            throw new BadDataException(output + ": was a file but must be a folder");
        }
        Set<String> own = new HashSet<>();
        if (Files.exists(output.resolve(DatasetManifest.FILE))) {
            own.addAll(List.of(DatasetManifest.FILE, SplitKeys.FILE, RejectsFile.NAME));
            DatasetManifest.read(output).shards().forEach(shard -> own.add(shard.file()));
        }
        try (Stream<Path> files = Files.list(output)) {
            Optional<String> foreign = files.map(file -> Objects.toString(file.getFileName()))
                    .filter(name -> !own.contains(name))
                    .min(Comparator.naturalOrder());
            if (foreign.isPresent()) {
                throw new BadDataException(output + ": held " + foreign.get()
                        + " but must be new, empty or an earlier dataset and nothing else");
            }
        }
    }

    /** Where the shards are written until the dataset is whole. */
    public Path folder() {
        return aside;
    }

    /**
     * Writes split keys, rejects and manifest, and moves the dataset into place.
     *
     * @param summaries of all shards, in any order
     * @throws BadDataException the first bad row by line, where bad rows are not skipped; groups that do not fit
     */
    public DatasetManifest finish(Preparation preparation, List<ShardSummary> summaries) throws IOException {
        List<ShardSummary> shards = new ArrayList<>(summaries);
        shards.sort(Comparator.comparingInt(ShardSummary::block));
        List<BadRow> badRows =
                shards.stream().flatMap(shard -> shard.badRows().stream()).toList();
        preparation.check(badRows);
        SplitKeys split = preparation.split(shards, badRows.size());
        DatasetManifest manifest = preparation.manifest(shards, badRows.size(), split);
        split.write(aside);
        if (!badRows.isEmpty()) {
            RejectsFile.write(aside, badRows);
        }
        manifest.write(aside);
        SyncedFiles.sync(aside);
        moveIntoPlace();
        return manifest;
    }

    private void moveIntoPlace() throws IOException {
        Path parent = Objects.requireNonNull(output.getParent());
        if (Files.exists(output)) {
            Path old = beside(output, "old");
            Files.move(output, old);
            Files.move(aside, output);
            delete(old);
        } else {
            Files.move(aside, output);
        }
        SyncedFiles.sync(parent);
    }

    /** Removes what was written aside, where the dataset was not finished. */
    @Override
    public void close() throws IOException {
        if (Files.exists(aside)) {
            delete(aside);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
