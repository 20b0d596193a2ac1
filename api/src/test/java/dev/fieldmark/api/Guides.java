package dev.fieldmark.api;

import dev.fieldmark.domain.AnswerThresholds;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Taxon;
import dev.fieldmark.domain.TaxonRank;
import dev.fieldmark.domain.Toxicity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Guides of three species each: what a red, a green and a blue photo shows. */
public final class Guides {
    public static final FieldGuide BUTTERFLIES = guide(
            "butterflies",
            new Taxon(
                    "Vanessa atalanta",
                    new TreeMap<>(Map.of("en", "Red Admiral", "de", "Admiral")),
                    TaxonRank.SPECIES,
                    Optional.of("Vanessa"),
                    OptionalLong.of(1_898_286),
                    Toxicity.NOT_TOXIC),
            species("Vanessa cardui", Optional.of("Vanessa"), Toxicity.NOT_TOXIC),
            species("Pieris rapae", Optional.empty(), Toxicity.UNKNOWN));

    public static final FieldGuide MUSHROOMS = guide(
            FieldGuide.MUSHROOMS,
            species("Amanita phalloides", Optional.empty(), Toxicity.TOXIC),
            species("Agaricus campestris", Optional.empty(), Toxicity.NOT_TOXIC),
            species("Agaricus xanthodermus", Optional.empty(), Toxicity.TOXIC));

    private Guides() {}

    /** A score under 0.1 is none of the group, a probability from 0.6 a species, one from 0.8 a genus. */
    private static FieldGuide guide(String group, Taxon... species) {
        var genus = new Taxon(
                "Vanessa",
                new TreeMap<>(),
                TaxonRank.GENUS,
                Optional.empty(),
                OptionalLong.of(1_898_254),
                Toxicity.UNKNOWN);
        return new FieldGuide(
                FieldGuide.FORMAT_VERSION,
                group,
                List.of(species),
                List.of(genus),
                new AnswerThresholds(0.1, 0.6, 0.8));
    }

    private static Taxon species(String latin, Optional<String> parent, Toxicity toxic) {
        return new Taxon(latin, new TreeMap<>(), TaxonRank.SPECIES, parent, OptionalLong.empty(), toxic);
    }
}
