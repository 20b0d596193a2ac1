package dev.fieldmark.store.s3;

import dev.fieldmark.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in one line which request failed, how, and what must be. */
final class S3Failures {
    private static final int FORBIDDEN = 403;

    private S3Failures() {}

    /**
     * The request's answer.
     *
     * @throws StoreException where bucket or permission is missing: asking again would not help
     * @throws UncheckedIOException after the client's last try
     */
    static <T> T told(String verb, String object, Supplier<T> request) {
        try {
            return request.get();
        } catch (S3Exception e) {
            if (isCode(e, "NoSuchBucket")) {
                throw new StoreException(object + ": the bucket is missing but must be there", e);
            }
            String answer = verb + " was answered " + e.statusCode()
                    + code(e).map(code -> " " + code).orElse("");
            if (e.statusCode() == FORBIDDEN) {
                throw new StoreException(
                        object + ": " + answer + " but must be allowed: check credentials, region and policy", e);
            }
            throw failure(object + ": " + answer + " but must succeed, after " + e.numAttempts() + " tries", e);
        } catch (SdkException e) {
            throw failure(object + ": " + verb + " was not answered: " + e.getMessage(), e);
        }
    }

    private static UncheckedIOException failure(String message, SdkException e) {
        return new UncheckedIOException(message, new IOException(e));
    }

    /** Whether it is S3's failure of this code. */
    static boolean isCode(S3Exception e, String code) {
        return code(e).equals(Optional.of(code));
    }

    private static Optional<String> code(S3Exception e) {
        return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode);
    }
}
