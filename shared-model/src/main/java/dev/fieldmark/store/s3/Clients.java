package dev.fieldmark.store.s3;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Clients of S3. Credentials, region, endpoint and tries come from where Amazon's own tools take them: environment,
 * {@code ~/.aws}, web identity, the machine's role.
 */
public final class Clients {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static @Nullable S3Client usual;

    private Clients() {}

    /** One for all stores of a process. */
    static synchronized S3Client usual() {
        S3Client made = usual;
        if (made == null) {
            // where the endpoint is one's own, its buckets are rarely host names
            made = builder().forcePathStyle(ownEndpoint()).build();
            usual = made;
        }
        return made;
    }

    /** With everything that does not depend on the place. */
    public static S3ClientBuilder builder() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(SILENCE))
                // the store has checksums of its own, and not every server knows those of Amazon's newest clients
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // a server that refuses a condition may hang up before it has read the body
                .serviceConfiguration(s3 -> s3.expectContinueThresholdInBytes(0L));
    }

    private static boolean ownEndpoint() {
        return System.getenv("AWS_ENDPOINT_URL_S3") != null
                || System.getenv("AWS_ENDPOINT_URL") != null
                || System.getProperty("aws.endpointUrlS3") != null
                || System.getProperty("aws.endpointUrl") != null;
    }
}
