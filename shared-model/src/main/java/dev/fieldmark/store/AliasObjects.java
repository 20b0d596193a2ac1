package dev.fieldmark.store;

import dev.fieldmark.store.ModelState.Stored;
import dev.fieldmark.store.ObjectStorage.Content;
import dev.fieldmark.store.ObjectStorage.Listed;
import dev.fieldmark.store.ObjectStorage.Listing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The {@code aliases.json} of each model in an object storage, read again only where the listing shows another etag. */
final class AliasObjects {
    private final ObjectStorage objects;
    private final Map<ModelName, Stored> known = new ConcurrentHashMap<>();

    AliasObjects(ObjectStorage objects) {
        this.objects = objects;
    }

    static List<ModelVersion> versions(Listing listing) {
        return listing.folders().stream()
                .flatMap(name -> ModelVersion.ofFolder(name).stream())
                .sorted()
                .toList();
    }

    /** Versions and aliases that belong together: one listing, and the aliases where they are new. */
    ModelState look(ModelName model) {
        String key = key(model);
        Patience patience = new Patience(objects.name(key));
        while (true) {
            Listing listing = objects.list(ObjectModelStore.folder(model));
            List<ModelVersion> versions = versions(listing);
            Optional<String> etag = listing.objects().stream()
                    .filter(object -> object.key().equals(key))
                    .map(Listed::etag)
                    .findFirst();
            if (etag.isEmpty()) {
                return new ModelState(versions, Optional.empty());
            }
            Optional<Stored> stored = stored(model).filter(known -> known.etag().equals(etag.get()));
            if (stored.isEmpty()) {
                stored = objects.get(key).map(content -> read(key, content));
                stored.ifPresent(read -> known.put(model, read));
            }
            if (stored.map(Stored::etag).equals(etag)) {
                return new ModelState(versions, stored);
            }
            patience.pause("it changed between listing and reading"); // else aliases newer than the versions
        }
    }

    private Optional<Stored> stored(ModelName model) {
        return Optional.ofNullable(known.get(model));
    }

    private Stored read(String key, Content content) {
        Aliases aliases = StoreJson.read(objects.name(key), content.bytes(), Aliases.class, Aliases.FORMAT_VERSION);
        return new Stored(aliases, content.etag());
    }

    /**
     * Moves aliases in one step; where another writer was faster, from what is there then.
     *
     * @param move the aliases that are to be
     */
    Aliases move(ModelName model, Function<ModelState, Aliases> move) {
        String key = key(model);
        Patience patience = new Patience(objects.name(key));
        Optional<Aliases> tried = Optional.empty();
        while (true) {
            ModelState now = look(model);
            Optional<Aliases> stored = now.stored().map(Stored::aliases);
            if (tried.isPresent() && stored.equals(tried)) {
                return tried.get(); // the answer to our request was lost
            }
            Aliases moved = move.apply(now);
            byte[] content = StoreJson.write(moved);
            if (stored.equals(Optional.of(moved))
                    || (now.stored().isPresent()
                            ? objects.replace(key, content, now.stored().get().etag())
                            : objects.create(key, content))) {
                return moved;
            }
            tried = Optional.of(moved);
            patience.pause("other writers were faster");
        }
    }

    private static String key(ModelName model) {
        return ObjectModelStore.folder(model) + Aliases.FILE;
    }
}
