package dev.fieldmark.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntFunction;

/**
 * Versions of models, immutable once published, and aliases that move. In a folder or in an object
 * storage. All methods throw {@link StoreException} naming file and rule when what is stored breaks a rule,
 * and {@link java.io.UncheckedIOException} when the medium fails.
 */
public interface ModelStore {
    String LATEST = "latest";
    String PREVIOUS = "previous";

    /** Models with at least one version, in order of name. */
    List<ModelName> models();

    /** Versions of a model, oldest first; empty where there is no such model. */
    List<ModelVersion> versions(ModelName model);

    /** The manifest, read and checked for form (not the other files' hashes). */
    ModelManifest manifest(ModelName model, ModelVersion version);

    /** Content of one file of a version, checked against the manifest's sha256. */
    default byte[] read(ModelName model, ModelVersion version, String file) {
        return read(model, version, file, ByteBuffer::allocate).array();
    }

    /**
     * The same in other memory, as a native library takes it.
     *
     * @param memory gives so many bytes, which are then filled
     */
    ByteBuffer read(ModelName model, ModelVersion version, String file, IntFunction<ByteBuffer> memory);

    /** What is wrong with a version: one line per broken file or rule; empty when it is sound. */
    List<String> verify(ModelName model, ModelVersion version);

    /** What is wrong with a model: its aliases, then each of its versions; empty when all is sound. */
    List<String> verify(ModelName model);

    /**
     * Publishes the draft as the next version and moves {@code latest} to it and {@code previous} to what was latest.
     * Atomic: readers see all of it or nothing. Idempotent: a draft whose {@link Provenance#publicationKey()} is
     * already there adds nothing and gives the version that has it.
     */
    Publication publish(ModelDraft draft);

    /** Aliases of a model; {@code latest} is always there once a version is. */
    SortedMap<String, ModelVersion> aliases(ModelName model);

    /** Points an alias (lower-case letters, digits, dashes) at an existing version, atomically. */
    void alias(ModelName model, String alias, ModelVersion version);

    /**
     * Swaps {@code latest} and {@code previous} in one step, so that a second call undoes the first. Gives the aliases
     * as they are then.
     */
    SortedMap<String, ModelVersion> rollback(ModelName model);

    /** The version that {@code latest}, another alias or a number names; empty where none has that name. */
    Optional<ModelVersion> resolve(ModelName model, String aliasOrNumber);

    /** What {@link #collectGarbage} would remove now; changes nothing. */
    GarbagePlan planGarbage(int keep);

    /**
     * Removes versions that no alias points to, that are not among a model's newest and from whose weights no kept
     * version started, and what dead publishers left. Gives what went.
     *
     * @param keep how many of each model's newest sound versions stay in any case, >= 1
     */
    GarbagePlan collectGarbage(int keep);

    /** The outcome of a publish. */
    record Publication(ModelVersion version, boolean added) {}
}
