package dev.fieldmark.api.config;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.crt.internal.signer.DefaultAwsCrtV4aHttpSigner;

/**
 * Amazon's SDK has a library in C for signatures and checksums that the store needs none of. On a JVM it finds while it runs
 * that the library is not there; a native executable is linked beforehand, without it.
 */
final class AmazonsNativeLibrary {
    private AmazonsNativeLibrary() {}

    @TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
    static final class Checksums {
        private Checksums() {}

        /** Null is what the SDK takes for none. */
        @Substitute
        static @Nullable SdkChecksum createCrtCrc32C() {
            return null;
        }

        @Substitute
        static SdkChecksum crc64NvmeCrtImplementation() {
            throw missing();
        }

        @Substitute
        static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
            throw missing();
        }
    }

    @TargetClass(className = "software.amazon.awssdk.http.auth.aws.internal.signer.util.OptionalDependencyLoaderUtil")
    static final class Signers {
        private Signers() {}

        @Substitute
        public static DefaultAwsCrtV4aHttpSigner getDefaultAwsCrtV4aHttpSigner() {
            throw missing();
        }
    }

    private static UnsupportedOperationException missing() {
        return new UnsupportedOperationException("software.amazon.awssdk.crt:aws-crt is not there");
    }
}
