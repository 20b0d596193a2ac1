package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.time.Duration;

/** Is told what serving does, by the threads that do it: has to be quick, must not throw. */
public interface ServingListener {
    /** Does nothing. */
    ServingListener NOBODY = new ServingListener() {};

    /** A question found the house full. */
    default void refused() {}

    /** A photo was decoded. */
    default void decoded(Duration duration) {}

    /** A net answered so many pictures at once. */
    default void answered(ModelName model, ModelVersion version, int pictures, Duration duration) {}

    /** A net answered one picture, after a time that it may have waited for others in. */
    default void asked(ModelName model, ModelVersion version, Duration duration) {}

    /** A net takes memory, until it is closed. */
    default void opened(ModelName model, ModelVersion version) {}

    default void closed(ModelName model, ModelVersion version) {}

    /**
     * The store was looked at.
     *
     * @param duration with the loading of what was new
     * @param sound whether it could be read
     */
    default void looked(Duration duration, boolean sound) {}
}
