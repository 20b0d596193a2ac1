package dev.fieldmark.jobs.draw;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A picture with a name.
 *
 * @param name of its file, without {@code .png}
 * @param caption what it shows
 * @param light for light paper, and for files
 * @param dark for dark paper; the same one where the paper is the picture's own
 */
public record Picture(String name, String caption, BufferedImage light, BufferedImage dark) {
    /** A chart, drawn for both papers. */
    public static Picture chart(String name, String caption, Function<Theme, BufferedImage> chart) {
        return new Picture(name, caption, chart.apply(Theme.LIGHT), chart.apply(Theme.DARK));
    }

    /** A sheet of faces. */
    public static Picture sheet(String name, String caption, String title, List<DrawnFace> faces) {
        BufferedImage sheet = FaceSheet.draw(title, faces);
        return new Picture(name, caption, sheet, sheet);
    }

    /** Whether the paper is its own. */
    public boolean isSheet() {
        return light == dark;
    }

    /** How wide it is to be shown. */
    public int widthPoints() {
        return isSheet() ? light.getWidth() : light.getWidth() / Surface.PIXELS;
    }

    /** Writes the light one of each into a folder, which is made where it is missing. */
    public static void writeAll(Path folder, List<Picture> pictures) throws IOException {
        Files.createDirectories(folder);
        for (Picture picture : pictures) {
            Png.write(folder.resolve(picture.name() + ".png"), picture.light());
        }
    }
}
