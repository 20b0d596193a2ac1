package dev.fieldmark.store;

/** A version as people write it: {@code keypoints@7}, {@code keypoints@latest}, or {@code keypoints} for the latest. */
public record ModelReference(ModelName model, String aliasOrNumber) {
    public static ModelReference of(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new ModelReference(new ModelName(text), ModelStore.LATEST)
                : new ModelReference(new ModelName(text.substring(0, at)), text.substring(at + 1));
    }

    /** The version it names; {@link StoreException} where there is none. */
    public ModelVersion in(ModelStore store) {
        return store.resolve(model, aliasOrNumber)
                .orElseThrow(() -> new StoreException(this + ": no such "
                        + (store.versions(model).isEmpty() ? "model" : "version") + " in the store"));
    }

    @Override
    public String toString() {
        return model + "@" + aliasOrNumber;
    }
}
