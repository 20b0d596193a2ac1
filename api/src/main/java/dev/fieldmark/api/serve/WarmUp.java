package dev.fieldmark.api.serve;

import dev.fieldmark.api.onnx.OnnxNet;
import dev.fieldmark.image.Photo;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import java.util.Base64;

/** Loads beside the start what the first answer needs whatever the settings: ONNX Runtime, and a decoder of pictures. */
public final class WarmUp {
    /** One black pixel. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

    private WarmUp() {}

    public static void begin() {
        var thread = new Thread(WarmUp::run, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        try {
            OnnxNet.loadRuntime();
            Photo.decode(Base64.getDecoder().decode(PNG), new PhotoLimits(PNG.length(), 1));
        } catch (LinkageError | PhotoException e) {
            // whoever needs it next says what is missing
        }
    }
}
