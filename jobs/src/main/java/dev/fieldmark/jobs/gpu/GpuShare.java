package dev.fieldmark.jobs.gpu;

import java.util.Set;

/**
 * What a slot may take of the GPUs, as Flink has it.
 *
 * @param indexes of the GPUs that the task manager was given; all where empty
 * @param slots of the task manager, each of which takes one
 */
public record GpuShare(Set<String> indexes, int slots) {
    public GpuShare {
        indexes = Set.copyOf(indexes);
        if (slots < 1) {
            throw new IllegalArgumentException("slots were " + slots + " but must be >= 1");
        }
    }

    /** All GPUs for one slot. */
    public static GpuShare all() {
        return new GpuShare(Set.of(), 1);
    }
}
