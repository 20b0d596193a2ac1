package dev.fieldmark.store;

import java.util.function.Predicate;

/** Whether a version is what a draft would publish again. */
final class PublicationKeys {
    private PublicationKeys() {}

    /** A damaged version, which verify reports, is no reason to publish nothing more: it has no key. */
    static Predicate<ModelVersion> of(ModelDraft draft, ModelStore store) {
        String key = draft.provenance().publicationKey();
        return version -> {
            try {
                ModelManifest manifest = store.manifest(draft.model(), version);
                return manifest.provenance().publicationKey().equals(key);
            } catch (StoreException e) {
                return false;
            }
        };
    }
}
