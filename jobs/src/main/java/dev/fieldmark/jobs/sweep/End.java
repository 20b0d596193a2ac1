package dev.fieldmark.jobs.sweep;

/** How a trial ended. */
public enum End {
    /** It trained all its epochs. */
    COMPLETED("completed"),
    /** Its validation loss had not improved for as long as its patience. */
    EARLY_STOPPED("early-stopped"),
    /** At a rung others did better. */
    PRUNED("pruned"),
    /** A loss was NaN or infinite. */
    DIVERGED("diverged");

    private final String word;

    End(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
