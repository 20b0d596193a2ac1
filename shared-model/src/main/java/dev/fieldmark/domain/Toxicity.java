package dev.fieldmark.domain;

import java.util.Optional;

/** Whether a taxon is known to be toxic. */
public enum Toxicity {
    TOXIC("true"),
    NOT_TOXIC("false"),
    /** Nobody said, which is no reason to eat it. */
    UNKNOWN("");

    private final String label;

    Toxicity(String label) {
        this.label = label;
    }

    /** By what stands in {@code taxa.csv}. */
    public static Toxicity of(String label) {
        for (Toxicity toxicity : values()) {
            if (toxicity.label.equals(label)) {
                return toxicity;
            }
        }
        throw new IllegalArgumentException("toxic was '" + label + "' but must be true, false or empty");
    }

    /** Whether it is toxic; empty where nobody said. */
    public Optional<Boolean> known() {
        return this == UNKNOWN ? Optional.empty() : Optional.of(this == TOXIC);
    }

    /** As in {@code taxa.csv}: true, false or empty. */
    public String label() {
        return label;
    }
}
