package dev.fieldmark.jobs.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;

/** Words in a size. A bare container has no fonts, and AWT then fails in many ways: there the words are left out. */
record Text(int size, boolean isBold) {
    private static final boolean FONTS = findFonts();
    private static final String PREFERRED = "Liberation Sans";

    static Text plain(int size) {
        return new Text(size, false);
    }

    static Text bold(int size) {
        return new Text(size, true);
    }

    void draw(Graphics2D graphics, String text, double x, double baseline, Color colour) {
        if (FONTS) {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setFont(font());
            graphics.setColor(colour);
            graphics.drawString(text, (float) x, (float) baseline);
        }
    }

    double width(String text) {
        return FONTS
                ? font().getStringBounds(text, new FontRenderContext(null, true, true))
                        .getWidth()
                : 0;
    }

    private Font font() {
        var preferred = new Font(PREFERRED, isBold ? Font.BOLD : Font.PLAIN, size);
        return preferred.getFamily().equals(PREFERRED)
                ? preferred
                : new Font(Font.SANS_SERIF, preferred.getStyle(), size);
    }

    private static boolean findFonts() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            graphics.drawString("x", 0, 0);
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        } finally {
            graphics.dispose();
        }
    }
}
