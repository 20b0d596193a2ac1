package dev.fieldmark.store;

import dev.fieldmark.store.GarbagePlan.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Finds and removes what nothing needs. A version whose manifest cannot be read stays, since nobody can tell what it is
 * needed for; {@code verify} reports it.
 */
final class Garbage {
    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

    /** A version, apart from its model's other versions. */
    private record Node(ModelName model, ModelVersion version) {
        @Override
        public String toString() {
            return model + "@" + version;
        }
    }

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
        if (keep < 1) {
            throw new IllegalArgumentException("keep was " + keep + " but must be >= 1");
        }
        Map<String, Node> all = new HashMap<>();
        Map<Node, List<String>> parents = new HashMap<>();
        var roots = new ArrayList<Node>();
        for (ModelName model : models.models()) {
            readManifests(model, all, parents);
            roots.addAll(roots(model, keep, parents));
        }
        Set<Node> kept = withLineage(roots, all, parents);
        var removals = new ArrayList<Removal>();
        for (Node node : all.values().stream()
                .sorted(Comparator.comparing(Node::model).thenComparing(Node::version))
                .toList()) {
            if (!kept.contains(node)) {
                Path folder = store.resolve(node.model().value())
                        .resolve(node.version().folder());
                String why = "no alias, not among the newest " + keep + ", no kept version's parent";
                removals.add(new Removal(folder, why, bytes(folder)));
            }
        }
        removals.addAll(leftovers());
        return new GarbagePlan(removals);
    }

    GarbagePlan collect(int keep) throws IOException {
        GarbagePlan plan = plan(keep);
        for (Removal removal : plan.removals()) {
            // hidden first, in one step: a reader sees a whole version or none
            Path aside = removal.path().resolveSibling(DirectoryModelStore.ASIDE + UUID.randomUUID());
            disk.move(removal.path(), aside);
            disk.sync(removal.path().resolveSibling(""));
            for (Path file : tree(aside)) {
                disk.delete(file);
            }
        }
        return plan;
    }

    private void readManifests(ModelName model, Map<String, Node> all, Map<Node, List<String>> parents) {
        for (ModelVersion version : models.versions(model)) {
            Node node = new Node(model, version);
            all.put(node.toString(), node);
            try {
                parents.put(node, models.manifest(model, version).provenance().parents());
            } catch (StoreException e) {
                continue; // no entry: roots() keeps it
            }
        }
    }

    private List<Node> roots(ModelName model, int keep, Map<Node, List<String>> parents) {
        var roots = new ArrayList<Node>();
        models.aliases(model).values().forEach(version -> roots.add(new Node(model, version)));
        List<Node> nodes = models.versions(model).stream()
                .map(version -> new Node(model, version))
                .toList();
        List<Node> sound = nodes.stream().filter(parents::containsKey).toList();
        nodes.stream().filter(node -> !parents.containsKey(node)).forEach(roots::add);
        roots.addAll(sound.subList(Math.max(0, sound.size() - keep), sound.size()));
        return roots;
    }

    private static Set<Node> withLineage(List<Node> roots, Map<String, Node> all, Map<Node, List<String>> parents) {
        var kept = new HashSet<Node>();
        var open = new ArrayDeque<Node>(roots);
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (kept.add(node)) {
                for (String parent : parents.getOrDefault(node, List.of())) {
                    Node found = all.get(parent);
                    if (found != null) {
                        open.add(found);
                    }
                }
            }
        }
        return kept;
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
                    removals.add(new Removal(file, "left by a publisher that died more than a day ago", bytes(file)));
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
