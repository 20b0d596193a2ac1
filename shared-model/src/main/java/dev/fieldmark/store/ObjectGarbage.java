package dev.fieldmark.store;

import dev.fieldmark.store.GarbagePlan.Removal;
import dev.fieldmark.store.ObjectStorage.Listed;
import dev.fieldmark.store.UnneededVersions.Node;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds and removes what nothing needs, and what dead publishers left, in an object storage. */
final class ObjectGarbage {
    private final ModelStore models;
    private final ObjectStorage objects;
    private final Clock clock;

    /** @param objects in the order in which they go */
    private record Waste(Optional<Node> version, Removal removal, List<Listed> objects) {}

    ObjectGarbage(ModelStore models, ObjectStorage objects, Clock clock) {
        this.models = models;
        this.objects = objects;
        this.clock = clock;
    }

    GarbagePlan plan(int keep) {
        return new GarbagePlan(find(keep).stream().map(Waste::removal).toList());
    }

    GarbagePlan collect(int keep) {
        List<Waste> all = find(keep);
        var removed = new ArrayList<Removal>();
        for (Waste waste : all) {
            if (waste.version().filter(this::isAliased).isEmpty()) { // an alias may have moved since
                waste.objects().forEach(object -> objects.delete(object.key()));
                removed.add(waste.removal());
            }
        }
        return new GarbagePlan(removed);
    }

    private boolean isAliased(Node node) {
        return models.aliases(node.model()).containsValue(node.version());
    }

    private List<Waste> find(int keep) {
        var waste = new ArrayList<Waste>();
        for (Node node : UnneededVersions.of(models, keep)) {
            var version = new VersionObjects(node.model(), node.version(), objects);
            waste.add(
                    waste(Optional.of(node), version.versionFolder(), UnneededVersions.why(keep), objectsOf(version)));
        }
        objects.list("").folders().stream()
                .filter(ModelName::isValid)
                .map(ModelName::new)
                .forEach(model -> waste.addAll(leftovers(model)));
        return waste;
    }

    /** The manifest goes before the files that it names, so that a reader sees the whole version or none. */
    private List<Listed> objectsOf(VersionObjects version) {
        String own = version.versionFolder();
        String files = version.filesFolder(version.manifest());
        Stream<Listed> ownObjects = objects.listAll(own).stream()
                .sorted(Comparator.comparing(object -> object.key().equals(version.manifestKey())));
        return files.equals(own)
                ? ownObjects.toList()
                : Stream.concat(ownObjects, objects.listAll(files).stream()).toList();
    }

    /** Folders of files that no manifest names. */
    private List<Waste> leftovers(ModelName model) {
        String parent = ObjectModelStore.folder(model) + ObjectModelStore.FILES;
        List<String> folders = objects.list(parent).folders();
        var waste = new ArrayList<Waste>();
        try {
            // after the listing: who published meanwhile is in here
            Set<String> named = folders.isEmpty() ? Set.of() : named(model);
            Instant newest = clock.instant().minus(Garbage.LEFTOVER_AGE);
            for (String folder : folders) {
                List<Listed> left = objects.listAll(parent + folder + "/");
                if (!named.contains(ObjectModelStore.FILES + folder)
                        && left.stream().allMatch(object -> object.modifiedAt().isBefore(newest))) {
                    waste.add(waste(Optional.empty(), parent + folder + "/", Garbage.LEFTOVER, left));
                }
            }
        } catch (StoreException e) {
            return List.of(); // a manifest that can't be read may name any of them
        }
        return waste;
    }

    private Set<String> named(ModelName model) {
        return models.versions(model).stream()
                .flatMap(version -> models.manifest(model, version).folder().stream())
                .collect(Collectors.toSet());
    }

    private Waste waste(Optional<Node> version, String folder, String why, List<Listed> objects) {
        long bytes = objects.stream().mapToLong(Listed::bytes).sum();
        return new Waste(version, new Removal(this.objects.name(folder), why, bytes), objects);
    }
}
