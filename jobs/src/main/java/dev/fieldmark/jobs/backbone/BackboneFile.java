package dev.fieldmark.jobs.backbone;

import dev.fieldmark.jobs.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user's file. */
public final class BackboneFile {
    private BackboneFile() {}

    /**
     * Its bytes, found to be those that the spec means.
     *
     * @throws BackboneException where there is no such file, or it is another
     */
    public static byte[] read(Backbone backbone) throws BackboneException, IOException {
        Path path = Path.of(backbone.file());
        if (!Files.isRegularFile(path)) {
            throw new BackboneException("file was " + path + " but must be a file that is there");
        }
        byte[] bytes = Files.readAllBytes(path);
        String found = Sha256.hex(bytes);
        if (!found.equals(backbone.sha256())) {
            throw new BackboneException(
                    "sha256 was " + backbone.sha256() + " but must be that of " + path + ", " + found);
        }
        return bytes;
    }
}
