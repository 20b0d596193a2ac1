package dev.fieldmark.jobs.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Faces in a grid, each with its predicted and true points, a legend above: one large face, up to four a row, or, where
 * there are more than sixteen, six small ones a row.
 */
public final class FaceSheet {
    private static final int MANY = 16;
    private static final int GAP = 12;
    static final Color INK = new Color(0xE8EAED);
    private static final Color PAPER = new Color(0x202428);

    private final int columns;
    private final int rows;
    private final FaceCell cell;

    private FaceSheet(int faces) {
        columns = Math.min(faces > MANY ? 6 : 4, faces);
        rows = (faces + columns - 1) / columns;
        cell = new FaceCell(faces == 1 ? 6 : faces > MANY ? 2 : 3);
    }

    /**
     * Draws a sheet.
     *
     * @param title what predicted the points, e.g. {@code keypoints@3}
     * @param faces at least one, drawn in this order
     */
    public static BufferedImage draw(String title, List<DrawnFace> faces) {
        if (faces.isEmpty()) {
            throw new IllegalArgumentException("faces to draw were 0 but must be >= 1");
        }
        var sheet = new FaceSheet(faces.size());
        var image = new BufferedImage(sheet.width(), sheet.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            sheet.draw(graphics, title, faces);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void draw(Graphics2D graphics, String title, List<DrawnFace> faces) {
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, width(), height());
        boolean someTrue = faces.stream().anyMatch(DrawnFace::hasTruePoints);
        new Legend(graphics).draw(GAP, GAP, title, width() - 2 * GAP, someTrue);
        for (int i = 0; i < faces.size(); i++) {
            int x = GAP + i % columns * (cell.width() + GAP);
            int y = 2 * GAP + Legend.HEIGHT + i / columns * (cell.height() + GAP);
            cell.draw(graphics, x, y, faces.get(i));
        }
    }

    private int width() {
        return GAP + columns * (cell.width() + GAP);
    }

    private int height() {
        return 2 * GAP + Legend.HEIGHT + rows * (cell.height() + GAP);
    }
}
