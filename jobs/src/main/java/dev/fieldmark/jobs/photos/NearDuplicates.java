package dev.fieldmark.jobs.photos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Photos that are nearly the same: those whose {@link DifferenceHash} differs in at most {@value #MOST_BITS} of 256 bits,
 * directly or through others. Every pair is compared: the time grows with the square of the number.
 */
final class NearDuplicates {
    /** Of 2,165 real photos, pairs up to 24 bits apart were the same photo, and from 47 on others. */
    static final int MOST_BITS = 32;

    private NearDuplicates() {}

    /** All photos in groups; a group's photos are in the order of their sha256, so that the first is the same always. */
    static List<List<PhotoSummary>> groups(List<PhotoSummary> photos) {
        int[] parents = new int[photos.size()];
        DifferenceHash[] looks = photos.stream().map(PhotoSummary::looks).toArray(DifferenceHash[]::new);
        for (int one = 0; one < looks.length; one++) {
            parents[one] = one;
            for (int other = 0; other < one; other++) {
                if (looks[one].distance(looks[other]) <= MOST_BITS) {
                    join(parents, one, other);
                }
            }
        }
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
