package dev.fieldmark.store;

import dev.fieldmark.store.GarbagePlan.Removal;
import dev.fieldmark.store.UnneededVersions.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds and removes what nothing needs, and what dead publishers left, in a folder. */
final class Garbage {
    static final Duration LEFTOVER_AGE = Duration.ofDays(1);
    static final String LEFTOVER = "left by a publisher that died more than a day ago";

    private final ModelStore models;
    private final Path store;
    private final Disk disk;
    private final Clock clock;

    Garbage(ModelStore models, Path store, Disk disk, Clock clock) {
        this.models = models;
        this.store = store;
        this.disk = disk;
        this.clock = clock;
    }

    GarbagePlan plan(int keep) throws IOException {
        var removals = new ArrayList<Removal>();
        for (Node node : UnneededVersions.of(models, keep)) {
            Path folder =
                    store.resolve(node.model().value()).resolve(node.version().folder());
            removals.add(new Removal(folder.toString(), UnneededVersions.why(keep), bytes(folder)));
        }
        removals.addAll(leftovers());
        return new GarbagePlan(removals);
    }

    GarbagePlan collect(int keep) throws IOException {
        GarbagePlan plan = plan(keep);
        for (Removal removal : plan.removals()) {
            // hidden first, in one step: a reader sees a whole version or none
            Path path = Path.of(removal.path());
            Path aside = path.resolveSibling(DirectoryModelStore.ASIDE + UUID.randomUUID());
            disk.move(path, aside);
            disk.sync(path.resolveSibling(""));
            for (Path file : tree(aside)) {
                disk.delete(file);
            }
        }
        return plan;
    }

    private List<Removal> leftovers() throws IOException {
        Instant newest = clock.instant().minus(LEFTOVER_AGE);
        var removals = new ArrayList<Removal>();
        if (!Files.isDirectory(store)) {
            return removals;
        }
        try (Stream<Path> files = Files.walk(store, 2)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith(DirectoryModelStore.ASIDE)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(newest)) {
                    removals.add(new Removal(file.toString(), LEFTOVER, bytes(file)));
                }
            }
        }
        return removals;
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : tree(folder)) {
            bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return bytes;
    }

    /** What is in there and the folder itself, contents first. */
    private static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
