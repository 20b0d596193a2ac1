package dev.fieldmark.store;

import java.util.List;

/** What a garbage collection removes from a store. */
public record GarbagePlan(List<Removal> removals) {
    /**
     * One folder, file or object that goes.
     *
     * @param path in the store
     * @param why nothing needs it
     * @param bytes that it holds
     */
    public record Removal(String path, String why, long bytes) {}

    public GarbagePlan {
        removals = List.copyOf(removals);
    }

    public long bytes() {
        return removals.stream().mapToLong(Removal::bytes).sum();
    }
}
