package dev.fieldmark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A model store in a folder of a file system whose renames are atomic. A version is published by one rename of its
 * folder, whole and synced; {@code docs/store-format.md} has the layout and what a crash leaves.
 */
public final class DirectoryModelStore implements ModelStore {
    /** How the names of folders and files begin that are being written or removed; readers never look there. */
    static final String ASIDE = ".aside-";

    private final Path store;
    private final Disk disk;
    private final Clock clock;

    DirectoryModelStore(Path store, Disk disk, Clock clock) {
        this.store = store;
        this.disk = disk;
        this.clock = clock;
    }

    /** The store in this folder; one that is not there yet has no models, and the first publish makes it. */
    public static DirectoryModelStore open(Path store) {
        if (Files.exists(store) && !Files.isDirectory(store)) {
            throw new StoreException(store + ": was a file but must be a folder");
        }
        return new DirectoryModelStore(store, new Disk.Local(), Clock.systemUTC());
    }

    @Override
    public List<ModelName> models() {
        return folders(store).stream()
                .filter(ModelName::isValid)
                .map(ModelName::new)
                .filter(model -> !versions(model).isEmpty())
                .sorted()
                .toList();
    }

    @Override
    public List<ModelVersion> versions(ModelName model) {
        return folders(folder(model)).stream()
                .flatMap(name -> ModelVersion.ofFolder(name).stream())
                .sorted()
                .toList();
    }

    @Override
    public ModelManifest manifest(ModelName model, ModelVersion version) {
        return unchecked(() -> versionFolder(model, version).manifest());
    }

    @Override
    public ByteBuffer read(ModelName model, ModelVersion version, String file, IntFunction<ByteBuffer> memory) {
        return unchecked(() -> versionFolder(model, version).read(file, memory));
    }

    @Override
    public List<String> verify(ModelName model, ModelVersion version) {
        return unchecked(() -> versionFolder(model, version).problems());
    }

    @Override
    public List<String> verify(ModelName model) {
        var problems = new ArrayList<String>();
        List<ModelVersion> versions = versions(model);
        try {
            aliases(model).forEach((alias, version) -> {
                if (!versions.contains(version)) {
                    problems.add(aliasToNothing(model, alias, version));
                }
            });
        } catch (StoreException e) {
            problems.add(e.getMessage());
        }
        versions.forEach(version -> problems.addAll(verify(model, version)));
        return problems;
    }

    @Override
    public SortedMap<String, ModelVersion> aliases(ModelName model) {
        return unchecked(() -> readAliases(model)).aliases();
    }

    @Override
    public Optional<ModelVersion> resolve(ModelName model, String aliasOrNumber) {
        if (ModelVersion.isNumber(aliasOrNumber)) {
            var version = new ModelVersion(Integer.parseInt(aliasOrNumber));
            return versions(model).contains(version) ? Optional.of(version) : Optional.empty();
        }
        ModelVersion version = aliases(model).get(aliasOrNumber);
        if (version != null && !versions(model).contains(version)) {
            throw new StoreException(aliasToNothing(model, aliasOrNumber, version));
        }
        return Optional.ofNullable(version);
    }

    @Override
    public GarbagePlan planGarbage(int keep) {
        return unchecked(() -> new Garbage(this, store, disk, clock).plan(keep));
    }

    @Override
    public GarbagePlan collectGarbage(int keep) {
        if (!Files.isDirectory(store)) {
            return planGarbage(keep);
        }
        return StoreLock.holding(store, () -> new Garbage(this, store, disk, clock).collect(keep));
    }

    @Override
    public Publication publish(ModelDraft draft) {
        return unchecked(() -> {
            disk.createFolder(store);
            return StoreLock.holding(store, () -> publishLocked(draft));
        });
    }

    @Override
    public void alias(ModelName model, String alias, ModelVersion version) {
        Aliases.require(alias);
        requireVersion(model, version);
        StoreLock.holding(store, () -> {
            requireVersion(model, version);
            Aliases aliases = readAliases(model).with(alias, version);
            writeAliases(model, aliases);
            return aliases;
        });
    }

    @Override
    public SortedMap<String, ModelVersion> rollback(ModelName model) {
        if (versions(model).isEmpty()) {
            throw new StoreException(folder(model) + ": has no versions but must have 2 to roll back");
        }
        return StoreLock.holding(store, () -> {
            Aliases aliases = readAliases(model);
            ModelVersion latest = target(model, aliases, LATEST);
            ModelVersion previous = target(model, aliases, PREVIOUS);
            Aliases swapped = aliases.with(LATEST, previous).with(PREVIOUS, latest);
            writeAliases(model, swapped);
            return swapped.aliases();
        });
    }

    private ModelVersion target(ModelName model, Aliases aliases, String alias) {
        ModelVersion version = aliases.aliases().get(alias);
        if (version == null) {
            throw new StoreException(folder(model) + ": has no alias '" + alias + "' but must have to roll back");
        }
        requireVersion(model, version);
        return version;
    }

    private Publication publishLocked(ModelDraft draft) throws IOException {
        ModelName model = draft.model();
        List<ModelVersion> versions = versions(model);
        Aliases aliases = readAliases(model); // refuses a damaged file before anything is written
        Optional<ModelVersion> present =
                versions.stream().filter(PublicationKeys.of(draft, this)).findFirst();
        if (present.isPresent()) {
            writeAliases(model, aliases);
            return new Publication(present.get(), false);
        }
        var version = new ModelVersion(
                versions.isEmpty() ? 1 : versions.get(versions.size() - 1).number() + 1);
        disk.createFolder(folder(model));
        disk.sync(store);
        Path aside = folder(model).resolve(ASIDE + UUID.randomUUID());
        write(draft, version, aside);
        disk.move(aside, folder(model).resolve(version.folder()));
        disk.sync(folder(model));
        writeAliases(model, readAliases(model));
        return new Publication(version, true);
    }

    private void write(ModelDraft draft, ModelVersion version, Path aside) throws IOException {
        disk.createFolder(aside);
        var sums = new TreeMap<String, String>();
        for (Map.Entry<String, Path> file : draft.files().entrySet()) {
            Path copy = aside.resolve(file.getKey());
            disk.copy(file.getValue(), copy);
            disk.sync(copy);
            sums.put(file.getKey(), Sha256.of(copy));
        }
        byte[] manifest = StoreJson.write(new ModelManifest(
                ModelManifest.FORMAT_VERSION,
                draft.model(),
                version,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                draft.task(),
                sums,
                draft.signature(),
                draft.metrics(),
                draft.provenance()));
        writeSynced(aside.resolve(FileNames.MANIFEST), manifest);
        writeSynced(
                aside.resolve(FileNames.MANIFEST_SUM),
                VersionFolder.sum(manifest).getBytes(StandardCharsets.UTF_8));
        disk.sync(aside);
    }

    private void writeSynced(Path file, byte[] content) throws IOException {
        disk.write(file, content);
        disk.sync(file);
    }

    private Aliases readAliases(ModelName model) throws IOException {
        Path file = folder(model).resolve(Aliases.FILE);
        Aliases stored;
        try {
            stored = StoreJson.read(file.toString(), Files.readAllBytes(file), Aliases.class, Aliases.FORMAT_VERSION);
        } catch (NoSuchFileException e) {
            stored = Aliases.NONE;
        }
        return stored.after(versions(model));
    }

    private void writeAliases(ModelName model, Aliases aliases) throws IOException {
        Path file = folder(model).resolve(Aliases.FILE);
        byte[] content = StoreJson.write(aliases);
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return;
        }
        Path aside = folder(model).resolve(ASIDE + UUID.randomUUID());
        writeSynced(aside, content);
        disk.move(aside, file);
        disk.sync(folder(model));
    }

    private void requireVersion(ModelName model, ModelVersion version) {
        Path folder = folder(model).resolve(version.folder());
        if (!Files.isDirectory(folder)) {
            throw new StoreException(folder + ": is missing");
        }
    }

    private VersionFolder versionFolder(ModelName model, ModelVersion version) {
        requireVersion(model, version);
        return new VersionFolder(model, version, folder(model).resolve(version.folder()));
    }

    private String aliasToNothing(ModelName model, String alias, ModelVersion version) {
        return folder(model).resolve(Aliases.FILE) + ": " + alias + " was " + version
                + " but must be a version that is there";
    }

    private Path folder(ModelName model) {
        return store.resolve(model.value());
    }

    private static List<String> folders(Path parent) {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T unchecked(StoreLock.Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
