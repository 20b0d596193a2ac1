package dev.fieldmark.api.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that may ask, of which only hashes are known. Plain SHA-256 does: keys are random, as passwords are not, and
 * nobody guesses 256 bits.
 */
public final class ApiKeys {
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64})\\s+([A-Za-z0-9._-]{1,64})");

    private final List<Entry> entries;

    private ApiKeys(List<Entry> entries) {
        this.entries = entries;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared but in constant time
    private record Entry(byte[] sha256, String owner) {}

    /**
     * Reads a file of lines {@code SHA256 OWNER}; blank ones, and those that begin with #, are skipped.
     *
     * @throws IllegalArgumentException with one line for each line that is none, or where there is no key
     */
    static ApiKeys read(Path file) {
        var entries = new ArrayList<Entry>();
        var problems = new ArrayList<String>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher entry = LINE.matcher(line);
            if (entry.matches()) {
                entries.add(new Entry(HexFormat.of().parseHex(entry.group(1)), entry.group(2)));
            } else { // it is not shown: it may be a key
                problems.add("fieldmark.api-keys: " + file + " line " + (i + 1)
                        + " must be a SHA-256 in hexadecimal and its owner's name");
            }
        }
        if (entries.isEmpty() && problems.isEmpty()) {
            problems.add("fieldmark.api-keys: " + file + " has no key but must have one at least");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new ApiKeys(List.copyOf(entries));
    }

    /** Whose key this is; empty where it is nobody's. Takes as long whatever the key. */
    public Optional<String> owner(String key) {
        byte[] shown = sha256(key);
        Optional<String> owner = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.sha256(), shown)) {
                owner = Optional.of(entry.owner());
            }
        }
        return owner;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("fieldmark.api-keys was '" + file + "' but must be a text file", e);
        }
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
