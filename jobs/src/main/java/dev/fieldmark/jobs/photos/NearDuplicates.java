package dev.fieldmark.jobs.photos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Photos that are nearly the same: {@link SimilarHashes}, directly or through others. Of 2,165 real photos, pairs up to 24
 * bits apart were the same photo, and from 47 on others.
 */
final class NearDuplicates {
    private NearDuplicates() {}

    /** All photos in groups; a group's photos are in the order of their sha256, so that the first is the same always. */
    static List<List<PhotoSummary>> groups(List<PhotoSummary> photos) {
        int[] parents = IntStream.range(0, photos.size()).toArray();
        new SimilarHashes(photos.stream().map(PhotoSummary::looks).toList())
                .find((one, other) -> join(parents, one, other));
        List<List<PhotoSummary>> groups = new ArrayList<>();
        for (int i = 0; i < parents.length; i++) {
            groups.add(new ArrayList<>());
            groups.get(root(parents, i)).add(photos.get(i));
        }
        groups.removeIf(List::isEmpty);
        groups.forEach(
                group -> group.sort(Comparator.comparing(PhotoSummary::sha256).thenComparing(PhotoSummary::name)));
        return groups;
    }

    private static void join(int[] parents, int one, int other) {
        int oneRoot = root(parents, one);
        int otherRoot = root(parents, other);
        parents[Math.max(oneRoot, otherRoot)] = Math.min(oneRoot, otherRoot);
    }

    private static int root(int[] parents, int photo) {
        int root = photo;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
