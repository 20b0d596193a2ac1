package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.data.Sha256;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * What a study depends on.
 *
 * @param content hash of the prepared dataset
 * @param split hash over which row stands on which side
 * @param fingerprint sha256 over the sweep spec and the other two
 */
public record StudyHashes(String content, String split, String fingerprint) implements Serializable {
    /**
     * Hashes what determines a study.
     *
     * @param splitKeys hash over every row's split key
     * @param validationFraction how many of those keys validate
     */
    public static StudyHashes of(String yaml, String content, String splitKeys, double validationFraction) {
        String split = sha256(splitKeys + "\n" + validationFraction);
        return new StudyHashes(content, split, sha256(yaml + "\n" + content + "\n" + split));
    }

    private static String sha256(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
