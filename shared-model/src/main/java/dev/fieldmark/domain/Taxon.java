package dev.fieldmark.domain;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A species, or a wider or narrower taxon.
 *
 * @param latin e.g. {@code Vanessa atalanta}
 * @param commonNames by language, e.g. {@code en}
 * @param rank of it
 * @param parent Latin name of the next wider one, where known
 * @param gbif its number in the GBIF backbone taxonomy, >= 1, where known
 * @param toxic whether it is known to be toxic
 */
public record Taxon(
        String latin,
        SortedMap<String, String> commonNames,
        TaxonRank rank,
        Optional<String> parent,
        OptionalLong gbif,
        Toxicity toxic) {
    private static final String GBIF = "https://www.gbif.org/species/";
    private static final Pattern LATIN = Pattern.compile("\\p{Lu}[\\p{L}-]*( [\\p{L}.-]+)*");

    public Taxon {
        requireLatin("latin", latin);
        if (parent.isPresent()) {
            requireLatin("parent", parent.get());
            if (parent.get().equals(latin)) {
                throw new IllegalArgumentException("parent was '" + latin + "' but must be another taxon");
            }
        }
        if (gbif.isPresent() && gbif.getAsLong() < 1) {
            throw new IllegalArgumentException("gbif was " + gbif.getAsLong() + " but must be >= 1");
        }
        commonNames = Collections.unmodifiableSortedMap(new TreeMap<>(commonNames));
    }

    /** Its page at GBIF, where its number is known. */
    public Optional<String> link() {
        return link(gbif);
    }

    static Optional<String> link(OptionalLong gbif) {
        return gbif.isPresent() ? Optional.of(GBIF + gbif.getAsLong()) : Optional.empty();
    }

    /** Whether this may be a Latin name: a capital, then letters; more words after single blanks. */
    public static boolean isLatin(String name) {
        return LATIN.matcher(name).matches();
    }

    private static void requireLatin(String field, String name) {
        if (!isLatin(name)) {
            throw new IllegalArgumentException(
                    field + " was '" + name + "' but must be a Latin name like Vanessa atalanta");
        }
    }
}
