package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What decides the side of each row: 64 bits, a hash of its picture or, where groups are known, of its group's name. Rows
 * that show the same picture or, directly or through others, belong to the same group share the smallest key among
 * them. So neither a picture nor a person is ever on both sides, a row keeps its side in subsets of the data, and
 * sides are nested over fractions.
 */
public final class SplitKeys {
    static final String FILE = "split-keys.bin";

    private final long[] keys;

    private SplitKeys(long[] keys) {
        this.keys = keys;
    }

    /** Rows with equal pictures, or with the same of any keys that were made for them, share a key. */
    public static SplitKeys of(long[] pictureHashes) {
        return new SplitKeys(pictureHashes.clone());
    }

    /** Rows with equal pictures or of the same group share a key. */
    static SplitKeys of(long[] pictureHashes, List<String> groups) {
        int[] parents = new int[pictureHashes.length];
        long[] keys = new long[pictureHashes.length];
        Map<Object, Integer> firstRows = new HashMap<>();
        for (int row = 0; row < keys.length; row++) {
            parents[row] = row;
            keys[row] = Sha256.prefix(groups.get(row).getBytes(StandardCharsets.UTF_8));
            join(parents, row, first(firstRows, pictureHashes[row], row));
            join(parents, row, first(firstRows, groups.get(row), row));
        }
        for (int row = 0; row < keys.length; row++) {
            int root = root(parents, row);
            keys[root] = Long.compareUnsigned(keys[row], keys[root]) < 0 ? keys[row] : keys[root];
        }
        for (int row = 0; row < keys.length; row++) {
            keys[row] = keys[root(parents, row)];
        }
        return new SplitKeys(keys);
    }

    private static int first(Map<Object, Integer> firstRows, Object what, int row) {
        Integer first = firstRows.putIfAbsent(what, row);
        return first == null ? row : first;
    }

    private static void join(int[] parents, int one, int other) {
        int oneRoot = root(parents, one);
        int otherRoot = root(parents, other);
        parents[Math.max(oneRoot, otherRoot)] = Math.min(oneRoot, otherRoot);
    }

    private static int root(int[] parents, int row) {
        int root = row;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** The side of a row, by the 53 highest bits of its key as a fraction. */
    public Side side(int row, double validationFraction) {
        return (keys[row] >>> 11) * 0x1p-53 < validationFraction ? Side.VALIDATION : Side.TRAIN;
    }

    /** 0 or 1 by the last bit, which has no part in the side: rows that share a key are in one half. */
    public int half(int row) {
        return (int) (keys[row] & 1);
    }

    public int count(Side side, double validationFraction) {
        int count = 0;
        for (int row = 0; row < keys.length; row++) {
            count += side(row, validationFraction) == side ? 1 : 0;
        }
        return count;
    }

    /** sha256 over the keys in row order, in hex. */
    public String hash() {
        return Sha256.hex(bytes());
    }

    public void write(Path folder) throws IOException {
        SyncedFiles.write(folder.resolve(FILE), bytes());
    }

    /** Reads the keys of so many rows and checks them against their {@link #hash}. */
    public static SplitKeys read(Path folder, int rows, String splitHash) throws IOException {
        Path file = folder.resolve(FILE);
        ByteBuffer buffer = ByteBuffer.wrap(SyncedFiles.read(file, (long) rows * Long.BYTES));
        long[] keys = new long[rows];
        buffer.asLongBuffer().get(keys);
        SplitKeys split = new SplitKeys(keys);
        if (!split.hash().equals(splitHash)) {
            throw new BadDataException(
                    file + ": sha256 was " + split.hash() + " but must be " + splitHash + " (dataset.json)");
        }
        return split;
    }

    private byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(keys.length * Long.BYTES);
        buffer.asLongBuffer().put(keys);
        return buffer.array();
    }
}
