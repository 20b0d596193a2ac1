package dev.fieldmark.jobs.flink.sweep;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a study depends on.
 *
 * @param content hash of the prepared dataset
 * @param split hash over which row stands on which side
 * @param fingerprint sha256 over the sweep spec and the other two
 */
public record StudyHashes(String content, String split, String fingerprint) implements Serializable {
    public static StudyHashes of(String yaml, String content, String split) {
        try {
            byte[] all = (yaml + "\n" + content + "\n" + split).getBytes(StandardCharsets.UTF_8);
            return new StudyHashes(
                    content,
                    split,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(all)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
