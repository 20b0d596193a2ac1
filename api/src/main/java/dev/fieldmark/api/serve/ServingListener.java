package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.time.Duration;

/** Is told what serving does, by the threads that do it: has to be quick, must not throw. */
public interface ServingListener {
    /** A question found the house full. */
    void refused();

    /** A photo was decoded. */
    void decoded(Duration duration);

    /** A net answered so many pictures at once. */
    void answered(ModelName model, ModelVersion version, int pictures, Duration duration);

    /** Does nothing. */
    ServingListener NOBODY = new ServingListener() {
        @Override
        public void refused() {}

        @Override
        public void decoded(Duration duration) {}

        @Override
        public void answered(ModelName model, ModelVersion version, int pictures, Duration duration) {}
    };
}
