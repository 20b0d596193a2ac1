package dev.fieldmark.domain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * A taxon that a photo may show.
 *
 * @param latin its name
 * @param probability that the photo shows it, 0 to 1
 * @param commonNames by language; empty where none is known
 * @param rank of it
 * @param gbif its number in the GBIF backbone taxonomy, where known
 * @param toxic whether it is toxic; empty where nobody said, which is no reason to eat it
 */
public record Candidate(
        String latin,
        double probability,
        SortedMap<String, String> commonNames,
        TaxonRank rank,
        OptionalLong gbif,
        Optional<Boolean> toxic) {
    public Candidate {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability was " + probability + " but must be 0 to 1");
        }
    }

    static Candidate of(Taxon taxon, double probability) {
        return new Candidate(
                taxon.latin(),
                probability,
                taxon.commonNames(),
                taxon.rank(),
                taxon.gbif(),
                taxon.toxic().known());
    }

    /** Its page at GBIF, where its number is known. */
    @JsonProperty
    public Optional<String> link() {
        return Taxon.link(gbif);
    }
}
