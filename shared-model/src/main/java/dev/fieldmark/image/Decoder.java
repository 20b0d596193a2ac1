package dev.fieldmark.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Picture bytes to red, green and blue, as stored (not yet turned), through ImageIO. The JDK reads PNG, JPEG and GIF; a
 * WebP is read where the class path has an ImageIO plugin that can.
 */
final class Decoder {
    private Decoder() {}

    /** E.g. {@code PNG, JPEG or GIF}, where WebP's plugin is missing. */
    static String readableFormats() {
        List<String> labels = Arrays.stream(PhotoHeader.Format.values())
                .filter(format -> readers(format).hasNext())
                .map(PhotoHeader.Format::label)
                .toList();
        int last = labels.size() - 1;
        return String.join(", ", labels.subList(0, last)) + " or " + labels.get(last);
    }

    private static Iterator<ImageReader> readers(PhotoHeader.Format format) {
        return ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT));
    }

    static PixelRows decode(byte[] bytes, PhotoHeader header) throws PhotoException {
        PhotoHeader.Format format = header.format();
        Iterator<ImageReader> readers = readers(format);
        if (!readers.hasNext()) {
            throw new PhotoException.Unsupported(
                    "picture was a " + format.label() + " but must be a " + readableFormats());
        }
        ImageReader reader = readers.next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            // metadata are ignored: compressed text in them may unpack to any size
            reader.setInput(input, true, true);
            return header.inks() == Inks.NONE
                    ? RgbRows.of(reader.read(0))
                    : new RgbRows.OfInks(reader.readRaster(0, null), header.inks());
        } catch (IOException | RuntimeException e) { // ImageIO throws many kinds of both at damaged files
            throw new PhotoException.Broken(format.label() + " is broken: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) { // of one large array: what others hold is not touched
            throw new PhotoException.TooLarge("picture was " + header.widthPixels() + "x" + header.heightPixels()
                    + ", which takes more memory than there is at the moment");
        } finally {
            reader.dispose();
        }
    }
}
