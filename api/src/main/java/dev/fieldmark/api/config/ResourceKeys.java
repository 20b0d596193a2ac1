package dev.fieldmark.api.config;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A native executable finds its resources by a record whose equals GraalVM 25 leaves to be interpreted: half a millisecond
 * and 150 kB each, some thirty times before the first answer. Here it is written out.
 */
@TargetClass(className = ResourceKeys.IsThere.NAME, onlyWith = ResourceKeys.IsThere.class)
@SuppressWarnings({"EqualsHashCode", "NullAway.Init"}) // hashCode stays, and the fields are the record's
final class ResourceKeys {
    @Alias
    private Module module;

    @Alias
    private String resource;

    private ResourceKeys() {}

    @Override
    @Substitute
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceKeys key && module == key.module && resource.equals(key.resource);
    }

    /** Another GraalVM may have none. */
    static final class IsThere implements BooleanSupplier {
        static final String NAME = "com.oracle.svm.core.jdk.Resources$ModuleInstanceResourceKey";

        @Override
        public boolean getAsBoolean() {
            try {
                Class.forName(NAME);
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
