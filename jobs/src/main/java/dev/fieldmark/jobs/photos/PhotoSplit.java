package dev.fieldmark.jobs.photos;

import dev.fieldmark.jobs.data.SplitKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The split keys of photos, the same whatever the order or the names of the files. Each group of near-duplicates belongs
 * to the species of its first photo by sha256; those of nothing in the group are like a species. Within a species the groups stand in the order of their size, then of that
 * sha256, and a group's key is how far along the species' photos its middle lies, from 0 to 1. So every species has its
 * share on the validation side, as near as groups allow; near-duplicates are never on both sides, and mostly where
 * nothing is judged; and sides are nested over fractions.
 */
final class PhotoSplit {
    private PhotoSplit() {}

    static SplitKeys of(List<PhotoSummary> photos, List<List<PhotoSummary>> groups) {
        Map<Shown, List<List<PhotoSummary>>> bySpecies = new HashMap<>();
        for (List<PhotoSummary> group : groups) {
            bySpecies
                    .computeIfAbsent(group.get(0).shows(), any -> new ArrayList<>())
                    .add(group);
        }
        Map<String, Long> keys = new HashMap<>();
        for (List<List<PhotoSummary>> species : bySpecies.values()) {
            addKeys(species, keys);
        }
        return SplitKeys.of(photos.stream()
                .mapToLong(photo -> Objects.requireNonNull(keys.get(photo.name())))
                .toArray());
    }

    private static void addKeys(List<List<PhotoSummary>> species, Map<String, Long> keys) {
        species.sort(Comparator.<List<PhotoSummary>>comparingInt(List::size)
                .thenComparing(group -> group.get(0).sha256()));
        double all = species.stream().mapToInt(List::size).sum();
        int before = 0;
        for (List<PhotoSummary> group : species) {
            double middle = (before + group.size() / 2.0) / all;
            before += group.size();
            // the 53 bits that tell the side, then 11 of the sha256, of which the last tells the half
            long tail = Long.parseLong(group.get(0).sha256().substring(0, 3), 16) & 0x7ff;
            long key = (long) (middle * 0x1p53) << 11 | tail;
            group.forEach(photo -> keys.put(photo.name(), key));
        }
    }
}
