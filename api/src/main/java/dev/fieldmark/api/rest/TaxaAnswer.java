package dev.fieldmark.api.rest;

import dev.fieldmark.api.serve.SpeciesModel;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Taxon;
import dev.fieldmark.domain.TaxonRank;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/** The species that a model can name. */
record TaxaAnswer(ModelName model, ModelVersion version, String group, List<Species> species, Optional<String> warning)
        implements ModelAnswer {
    /**
     * @param genus Latin name
     * @param toxic absent where nobody said
     */
    record Species(
            String latin,
            SortedMap<String, String> commonNames,
            TaxonRank rank,
            String genus,
            OptionalLong gbif,
            Optional<String> link,
            Optional<Boolean> toxic) {
        static Species of(FieldGuide guide, Taxon taxon) {
            return new Species(
                    taxon.latin(),
                    taxon.commonNames(),
                    taxon.rank(),
                    guide.genus(taxon),
                    taxon.gbif(),
                    taxon.link(),
                    taxon.toxic().known());
        }
    }

    static TaxaAnswer of(SpeciesModel model) {
        FieldGuide guide = model.guide();
        return new TaxaAnswer(
                model.name(),
                model.version(),
                guide.group(),
                guide.species().stream().map(taxon -> Species.of(guide, taxon)).toList(),
                guide.warning());
    }
}
