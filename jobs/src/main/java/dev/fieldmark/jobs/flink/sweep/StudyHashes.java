package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.data.Sha256;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * What a study depends on.
 *
 * @param content hash of the prepared dataset
 * @param split hash over which row stands on which side
 * @param init sha256 of the weights from which the nets start; empty where those are drawn
 * @param fingerprint sha256 over the sweep spec and the other three
 */
public record StudyHashes(String content, String split, String init, String fingerprint) implements Serializable {
    /**
     * Hashes what determines a study whose nets start from drawn weights.
     *
     * @param splitKeys hash over every row's split key
     * @param validationFraction how many of those keys validate
     */
    public static StudyHashes of(String yaml, String content, String splitKeys, double validationFraction) {
        String split = split(splitKeys, validationFraction);
        return new StudyHashes(content, split, "", sha256(yaml + "\n" + content + "\n" + split));
    }

    /** The same study, its nets starting from these weights. */
    StudyHashes startingFrom(StudyInit weights) {
        return new StudyHashes(content, split, weights.sha256(), sha256(fingerprint + "\n" + weights.sha256()));
    }

    /** Over which row stands on which side. */
    static String split(String splitKeys, double validationFraction) {
        return sha256(splitKeys + "\n" + validationFraction);
    }

    private static String sha256(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
