package dev.fieldmark.api.config;

import dev.fieldmark.domain.AnswerThresholds;
import dev.fieldmark.domain.Candidate;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Identification;
import dev.fieldmark.domain.Taxon;
import dev.fieldmark.domain.TaxonRank;
import dev.fieldmark.domain.Toxicity;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.Signature;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The shared model's types that Jackson reads or writes: a native executable keeps of a type what it is told to. */
@RegisterForReflection(
        targets = {
            AnswerThresholds.class,
            Candidate.class,
            FieldGuide.class,
            Identification.class,
            Identification.Answer.class,
            ModelManifest.class,
            ModelName.class,
            ModelVersion.class,
            Provenance.class,
            Signature.class,
            Taxon.class,
            TaxonRank.class,
            Toxicity.class
        },
        classNames = JsonReflection.ALIASES)
final class JsonReflection {
    /** Package-private in the store. */
    static final String ALIASES = "dev.fieldmark.store.Aliases";

    private JsonReflection() {}
}
