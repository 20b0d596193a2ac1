package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A user's backbone as an ONNX graph, in whichever form it came. */
public final class BackboneGraph {
    private BackboneGraph() {}

    /**
     * The file itself, or of a net that Keras saved its translation as far as the wanted output.
     *
     * @param file its bytes, which tell the form; its name does not
     * @param sidePixels of the photos, for a Keras net that takes any
     * @throws BackboneException where a Keras net can't be translated
     */
    public static byte[] of(Backbone backbone, byte[] file, int sidePixels) throws BackboneException, IOException {
        if (!KerasFile.isHdf5(file)) {
            return file;
        }
        Path copy = Files.createTempFile("fieldmark-backbone-", ".h5"); // HDF5 is read from disk alone
        try {
            Files.write(copy, file);
            return KerasGraph.of(new KerasFile(copy), backbone.output(), sidePixels);
        } finally {
            Files.delete(copy);
        }
    }
}
