package dev.fieldmark.jobs.sweep.prune;

/** How pruners refuse their settings. */
final class Rules {
    private Rules() {}

    static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " was " + value + " but must be " + rule);
        }
    }
}
