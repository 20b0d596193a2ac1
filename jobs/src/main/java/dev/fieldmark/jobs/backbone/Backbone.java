package dev.fieldmark.jobs.backbone;

import dev.fieldmark.jobs.data.Sha256;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A feature extractor as a spec names it.
 *
 * @param file in ONNX, or saved by Keras in HDF5
 * @param sha256 of its bytes, lower-case hex
 * @param output name of the value, in Keras of the layer, that is taken as features; empty for the only output
 * @param input what is done to photos before it sees them
 */
public record Backbone(String file, String sha256, String output, BackboneInput input) implements Serializable {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Backbone {
        if (!isSha256(sha256)) {
            throw new IllegalArgumentException("sha256 was " + sha256 + " but must be 64 lower-case hex digits");
        }
    }

    public static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }

    /** The file's own name. */
    public String name() {
        return String.valueOf(Path.of(file).getFileName());
    }

    /** What determines its features of a dataset's photos: where the file lies does not. */
    String key(String contentHash) {
        String all = String.join("\n", contentHash, sha256, output, input.toString());
        return Sha256.hex(all.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    /** For the provenance of what is published. */
    public SortedMap<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        parameters.put("backbone", name());
        parameters.put("backbone-sha256", sha256);
        parameters.put("backbone-input", input.toString());
        if (!output.isEmpty()) {
            parameters.put("backbone-output", output);
        }
        return parameters;
    }
}
