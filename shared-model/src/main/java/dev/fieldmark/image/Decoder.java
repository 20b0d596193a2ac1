package dev.fieldmark.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Picture bytes to greys, as stored (not yet turned), through ImageIO. */
final class Decoder {
    private Decoder() {}

    static GreyPicture decode(byte[] bytes, PhotoHeader.Format format) throws PhotoException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT))
                .next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            // metadata are ignored: compressed text in them may unpack to any size
            reader.setInput(input, true, true);
            return Luma.of(reader.read(0));
        } catch (IOException | RuntimeException e) { // ImageIO throws many kinds of both at damaged files
            throw new PhotoException.Broken(format + " is broken: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }
}
