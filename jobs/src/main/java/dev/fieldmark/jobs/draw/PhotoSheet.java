package dev.fieldmark.jobs.draw;

import java.awt.image.BufferedImage;
import java.util.List;

/** Photos in a grid, each with two lines under it: what it shows, and what was said of it. */
public final class PhotoSheet {
    private static final int COLUMNS = 6;
    private static final double SIDE = 150;
    private static final double GAP = 14;
    private static final double HEAD = 78;
    private static final double WORDS = 42;

    private PhotoSheet() {}

    /**
     * One photo.
     *
     * @param sidePixels of it
     * @param rgb unsigned sRGB samples, shape [3, side, side]
     * @param shown what it shows
     * @param said what was said of it
     * @param right whether that is so
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record DrawnPhoto(int sidePixels, byte[] rgb, String shown, String said, boolean right) {
        BufferedImage picture() {
            var picture = new BufferedImage(sidePixels, sidePixels, BufferedImage.TYPE_INT_RGB);
            int plane = sidePixels * sidePixels;
            for (int i = 0; i < plane; i++) {
                int colour = (rgb[i] & 0xff) << 16 | (rgb[plane + i] & 0xff) << 8 | rgb[2 * plane + i] & 0xff;
                picture.setRGB(i % sidePixels, i / sidePixels, colour);
            }
            return picture;
        }
    }

    /**
     * Draws a sheet.
     *
     * @param title e.g. {@code species-butterflies@3}
     * @param about what the photos are
     */
    public static BufferedImage draw(String title, String about, List<DrawnPhoto> photos) {
        int columns = Math.max(1, Math.min(COLUMNS, photos.size()));
        int rows = (photos.size() + COLUMNS - 1) / COLUMNS;
        double width = Math.max(GAP + columns * (SIDE + GAP), 520);
        return Surface.draw(width, HEAD + rows * (SIDE + WORDS + GAP) + GAP, Theme.LIGHT, surface -> {
            surface.head(title, about);
            for (int i = 0; i < photos.size(); i++) {
                double x = GAP + i % COLUMNS * (SIDE + GAP);
                double y = HEAD + i / COLUMNS * (SIDE + WORDS + GAP);
                DrawnPhoto photo = photos.get(i);
                surface.picture(photo.picture(), x, y, SIDE);
                surface.text(photo.shown(), x, y + SIDE + 16, Text.bold(11), Theme.LIGHT.ink);
                surface.text(
                        photo.said(),
                        x,
                        y + SIDE + 32,
                        Text.plain(11),
                        photo.right() ? Theme.LIGHT.muted : Theme.LIGHT.mean);
            }
        });
    }
}
