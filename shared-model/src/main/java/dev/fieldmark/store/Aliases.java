package dev.fieldmark.store;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A model's {@code aliases.json}: all aliases in one file, so that they move together.
 *
 * @param newest number of the newest version that they have taken account of, 0 where none
 */
record Aliases(int formatVersion, int newest, SortedMap<String, ModelVersion> aliases) {
    static final String FILE = "aliases.json";
    static final int FORMAT_VERSION = 1;
    static final Aliases NONE = new Aliases(FORMAT_VERSION, 0, Collections.emptySortedMap());

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    Aliases {
        aliases.keySet().forEach(Aliases::require);
        aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    }

    static void require(String alias) {
        if (!FORM.matcher(alias).matches()) {
            throw new IllegalArgumentException("alias was '" + alias + "' but must match " + FORM);
        }
    }

    /**
     * What these aliases are once every published version counts. A version is published by the rename of its folder;
     * a publisher that died before it wrote this file is made good here, by whoever reads next.
     *
     * @param versions oldest first
     */
    Aliases after(List<ModelVersion> versions) {
        var moved = new TreeMap<>(aliases);
        int last = newest;
        for (ModelVersion version : versions) {
            if (version.number() > newest) {
                var latest = moved.put(ModelStore.LATEST, version);
                if (latest != null) {
                    moved.put(ModelStore.PREVIOUS, latest);
                }
                last = version.number();
            }
        }
        return new Aliases(formatVersion, last, moved);
    }

    Aliases with(String alias, ModelVersion version) {
        var moved = new TreeMap<>(aliases);
        moved.put(alias, version);
        return new Aliases(formatVersion, newest, moved);
    }
}
