package dev.fieldmark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * A model store in an object storage that lists what was written at once and writes on condition. A version is published
 * by the one request that creates its manifest; {@code docs/store-format.md} has the layout and what a crash leaves.
 */
public final class ObjectModelStore implements ModelStore {
    /** The folder of a model in which each publisher has a folder of its own for its files. */
    static final String FILES = "files/";

    private final ObjectStorage objects;
    private final Clock clock;
    private final AliasObjects aliases;
    private final Set<ModelName> published = ConcurrentHashMap.newKeySet();

    public ObjectModelStore(ObjectStorage objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
        this.aliases = new AliasObjects(objects);
    }

    @Override
    public List<ModelName> models() {
        List<ModelName> models = objects.list("").folders().stream()
                .filter(ModelName::isValid)
                .map(ModelName::new)
                .toList();
        published.retainAll(models);
        for (ModelName model : models) {
            // once a model has a version it always has one: a look at each is enough
            if (!published.contains(model) && !versions(model).isEmpty()) {
                published.add(model);
            }
        }
        return models.stream().filter(published::contains).sorted().toList();
    }

    @Override
    public List<ModelVersion> versions(ModelName model) {
        return AliasObjects.versions(objects.list(folder(model)));
    }

    @Override
    public ModelManifest manifest(ModelName model, ModelVersion version) {
        return new VersionObjects(model, version, objects).manifest();
    }

    @Override
    public ByteBuffer read(ModelName model, ModelVersion version, String file, IntFunction<ByteBuffer> memory) {
        byte[] content = new VersionObjects(model, version, objects).read(file);
        return memory.apply(content.length).put(content).flip();
    }

    @Override
    public List<String> verify(ModelName model, ModelVersion version) {
        return new VersionObjects(model, version, objects).problems();
    }

    @Override
    public List<String> verify(ModelName model) {
        var problems = new ArrayList<String>();
        try {
            ModelState now = aliases.look(model);
            now.aliases().aliases().forEach((alias, version) -> {
                if (!now.versions().contains(version)) {
                    problems.add(aliasToNothing(model, alias, version));
                }
            });
        } catch (StoreException e) {
            problems.add(e.getMessage());
        }
        versions(model).forEach(version -> problems.addAll(verify(model, version)));
        return problems;
    }

    @Override
    public SortedMap<String, ModelVersion> aliases(ModelName model) {
        return aliases.look(model).aliases().aliases();
    }

    @Override
    public Optional<ModelVersion> resolve(ModelName model, String aliasOrNumber) {
        if (ModelVersion.isNumber(aliasOrNumber)) {
            var version = new ModelVersion(Integer.parseInt(aliasOrNumber));
            return versions(model).contains(version) ? Optional.of(version) : Optional.empty();
        }
        ModelState now = aliases.look(model);
        ModelVersion version = now.aliases().aliases().get(aliasOrNumber);
        if (version != null && !now.versions().contains(version)) {
            throw new StoreException(aliasToNothing(model, aliasOrNumber, version));
        }
        return Optional.ofNullable(version);
    }

    @Override
    public void alias(ModelName model, String alias, ModelVersion version) {
        Aliases.require(alias);
        aliases.move(model, now -> {
            requireVersion(model, version, now.versions());
            return now.aliases().with(alias, version);
        });
    }

    @Override
    public SortedMap<String, ModelVersion> rollback(ModelName model) {
        if (versions(model).isEmpty()) {
            throw new StoreException(name(model) + ": has no versions but must have 2 to roll back");
        }
        return aliases.move(model, now -> {
                    ModelVersion latest = target(model, now, LATEST);
                    ModelVersion previous = target(model, now, PREVIOUS);
                    return now.aliases().with(LATEST, previous).with(PREVIOUS, latest);
                })
                .aliases();
    }

    private ModelVersion target(ModelName model, ModelState now, String alias) {
        ModelVersion version = now.aliases().aliases().get(alias);
        if (version == null) {
            throw new StoreException(name(model) + ": has no alias '" + alias + "' but must have to roll back");
        }
        requireVersion(model, version, now.versions());
        return version;
    }

    @Override
    public GarbagePlan planGarbage(int keep) {
        return new ObjectGarbage(this, objects, clock).plan(keep);
    }

    @Override
    public GarbagePlan collectGarbage(int keep) {
        return new ObjectGarbage(this, objects, clock).collect(keep);
    }

    @Override
    public Publication publish(ModelDraft draft) {
        ModelName model = draft.model();
        String filesFolder = FILES + UUID.randomUUID();
        var looked = new HashSet<ModelVersion>();
        Optional<SortedMap<String, String>> sums = Optional.empty();
        Patience patience = new Patience(name(model));
        while (true) {
            // whoever creates the next number has seen all before it: two publishers of one trial can't both do so
            List<ModelVersion> versions = aliases.look(model).versions();
            Optional<ModelVersion> present = versions.stream()
                    .filter(looked::add)
                    .filter(PublicationKeys.of(draft, this))
                    .findFirst();
            if (present.isPresent()) {
                aliases.move(model, ModelState::aliases);
                return new Publication(present.get(), false);
            }
            if (sums.isEmpty()) {
                sums = Optional.of(upload(draft, folder(model) + filesFolder + "/"));
            }
            var version = new ModelVersion(
                    versions.isEmpty() ? 1 : versions.get(versions.size() - 1).number() + 1);
            if (create(manifest(draft, version, sums.get(), filesFolder))) {
                aliases.move(model, ModelState::aliases);
                return new Publication(version, true);
            }
            patience.pause("another publisher took version " + version);
        }
    }

    private SortedMap<String, String> upload(ModelDraft draft, String folder) {
        var sums = new TreeMap<String, String>();
        try {
            for (Map.Entry<String, Path> file : draft.files().entrySet()) {
                sums.put(file.getKey(), Sha256.of(file.getValue()));
                objects.put(folder + file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sums;
    }

    private ModelManifest manifest(
            ModelDraft draft, ModelVersion version, SortedMap<String, String> sums, String filesFolder) {
        return new ModelManifest(
                ModelManifest.FORMAT_VERSION,
                draft.model(),
                version,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                draft.task(),
                sums,
                draft.signature(),
                draft.metrics(),
                draft.provenance(),
                Optional.of(filesFolder));
    }

    /** Publishes; false where the number is taken. */
    private boolean create(ModelManifest manifest) {
        var version = new VersionObjects(manifest.model(), manifest.version(), objects);
        byte[] content = StoreJson.write(manifest);
        objects.put(version.sumKey(manifest), VersionFolder.sum(content).getBytes(StandardCharsets.UTF_8));
        String key = version.manifestKey();
        if (objects.create(key, content)) {
            return true;
        }
        // it is ours where the answer to the first try was lost
        return objects.get(key)
                .filter(found -> Arrays.equals(found.bytes(), content))
                .isPresent();
    }

    private void requireVersion(ModelName model, ModelVersion version, List<ModelVersion> versions) {
        if (!versions.contains(version)) {
            throw new StoreException(objects.name(folder(model) + version.folder()) + ": is missing");
        }
    }

    private String aliasToNothing(ModelName model, String alias, ModelVersion version) {
        return objects.name(folder(model) + Aliases.FILE) + ": " + alias + " was " + version
                + " but must be a version that is there";
    }

    private String name(ModelName model) {
        return objects.name(model.value());
    }

    static String folder(ModelName model) {
        return model + "/";
    }
}
