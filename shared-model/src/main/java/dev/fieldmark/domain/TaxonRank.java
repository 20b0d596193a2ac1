package dev.fieldmark.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ranks of the GBIF backbone taxonomy that photos are sorted by, from the widest to the narrowest. */
public enum TaxonRank {
    KINGDOM,
    PHYLUM,
    CLASS,
    ORDER,
    FAMILY,
    GENUS,
    SPECIES,
    SUBSPECIES,
    VARIETY,
    FORM;

    /** The rank with this lower-case name. */
    public static TaxonRank of(String label) {
        for (TaxonRank rank : values()) {
            if (rank.label().equals(label)) {
                return rank;
            }
        }
        throw new IllegalArgumentException("rank was '" + label + "' but must be one of "
                + Arrays.stream(values()).map(TaxonRank::label).collect(Collectors.joining(", ")));
    }

    /** In JSON its label; early files have the label in capitals. */
    @JsonCreator
    static TaxonRank read(String text) {
        return of(text.toLowerCase(Locale.ROOT));
    }

    /** E.g. {@code species}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
