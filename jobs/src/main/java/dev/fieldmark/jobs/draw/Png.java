package dev.fieldmark.jobs.draw;

import dev.fieldmark.jobs.data.WholeFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures as PNG. */
public final class Png {
    private Png() {}

    /** The file is there whole or not at all. */
    public static void write(Path file, BufferedImage picture) throws IOException {
        byte[] png = bytes(picture);
        WholeFile.write(file, out -> out.write(png));
    }

    /** The content of such a file. */
    public static byte[] bytes(BufferedImage picture) {
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written to", e);
        }
        return png.toByteArray();
    }
}
