package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.cli.ModelsCommand.VersionDetails;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything about one version, for people. */
final class VersionText {
    private VersionText() {}

    static List<String> lines(VersionDetails details) {
        ModelManifest manifest = details.manifest();
        Signature signature = manifest.signature();
        Provenance from = manifest.provenance();
        var lines = new ArrayList<String>();
        add(lines, "version", manifest.model() + "@" + manifest.version());
        add(lines, "aliases", details.aliases().isEmpty() ? "none" : String.join(", ", details.aliases()));
        add(lines, "created", manifest.createdAt());
        add(lines, "task", manifest.task());
        add(
                lines,
                "input",
                String.format(
                        Locale.ROOT,
                        "%s: float32 [n, %d, %d, %d]",
                        signature.input(),
                        signature.channels(),
                        signature.heightPixels(),
                        signature.widthPixels()));
        add(lines, "output", signature.output() + ": " + signature.labels().size() + " labels");
        signature.radiusOutput().ifPresent(name -> add(lines, "", name + ": a radius in pixels of each label"));
        section(lines, "metrics", manifest.metrics());
        section(lines, "files (sha256)", manifest.files());
        add(lines, "study", from.study() + ", trial " + from.trial() + ", seed " + from.seed());
        add(lines, "fingerprint", from.studyFingerprint());
        add(lines, "dataset", from.datasetHash());
        add(lines, "split", from.splitHash());
        add(lines, "started from", from.parents().isEmpty() ? "nothing" : String.join(", ", from.parents()));
        section(lines, "parameters", from.parameters());
        section(lines, "environment", from.environment());
        return lines;
    }

    private static void add(List<String> lines, String name, Object value) {
        lines.add(String.format(Locale.ROOT, "%-14s %s", name, value));
    }

    private static void section(List<String> lines, String name, Map<String, ?> values) {
        lines.add(name);
        values.forEach((key, value) -> lines.add(String.format(Locale.ROOT, "  %-20s %s", key, value)));
    }
}
