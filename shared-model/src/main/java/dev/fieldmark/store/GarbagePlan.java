package dev.fieldmark.store;

import java.nio.file.Path;
import java.util.List;

/** What a garbage collection removes from a store. */
public record GarbagePlan(List<Removal> removals) {
    /**
     * One folder or file that goes.
     *
     * @param path in the store
     * @param why nothing needs it
     * @param bytes that it holds
     */
    public record Removal(Path path, String why, long bytes) {}

    public GarbagePlan {
        removals = List.copyOf(removals);
    }

    public long bytes() {
        return removals.stream().mapToLong(Removal::bytes).sum();
    }
}
