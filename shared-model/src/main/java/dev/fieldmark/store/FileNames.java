package dev.fieldmark.store;

import java.util.Set;
import java.util.regex.Pattern;

/** The rule for names of a version's files: nothing that leads out of its folder or hides in it. */
final class FileNames {
    /** The manifest. */
    static final String MANIFEST = "manifest.json";
    /** The manifest's own sha256, in the form that {@code sha256sum -c} reads. */
    static final String MANIFEST_SUM = "manifest.sha256";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern FOLDER = Pattern.compile("files/[0-9a-f-]{36}");
    private static final Set<String> TAKEN = Set.of(MANIFEST, MANIFEST_SUM);

    private FileNames() {}

    /** The rule for a folder of files beside the versions. */
    static void requireFolder(String folder) {
        if (!FOLDER.matcher(folder).matches()) {
            throw new IllegalArgumentException("folder was '" + folder + "' but must match " + FOLDER);
        }
    }

    static void require(String name) {
        if (!FORM.matcher(name).matches() || TAKEN.contains(name)) {
            throw new IllegalArgumentException("file name was '" + name + "' but must match " + FORM + " and not be "
                    + MANIFEST + " or " + MANIFEST_SUM);
        }
    }
}
