package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A dataset's folder. */
public final class DatasetFolder {
    /** Bad rows or broken photos that were left out. */
    public static final String REJECTS = "rejects.csv";

    /** Photos that are nearly the same. */
    public static final String DUPLICATES = "near-duplicates.csv";

    /** What backbones said of the photos, a folder each: it goes when they are prepared anew. */
    public static final String FEATURES = "features";

    private DatasetFolder() {}

    /**
     * Starts a dataset.
     *
     * @param output is made, or replaced where it is an earlier dataset or empty
     * @throws BadDataException where the output holds anything else
     */
    public static WholeFolder create(Path output) throws IOException {
        checkReplaceable(output);
        return WholeFolder.create(output);
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
            own.addAll(List.of(DatasetManifest.FILE, SplitKeys.FILE, REJECTS, DUPLICATES, FEATURES));
            own.addAll(DatasetKind.shards(output));
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
}
