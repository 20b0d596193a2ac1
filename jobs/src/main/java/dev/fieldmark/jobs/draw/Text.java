package dev.fieldmark.jobs.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;

/** Words on the sheet. A bare container has no fonts, and AWT then fails in many ways: there the words are left out. */
final class Text {
    private static final boolean FONTS = findFonts();
    private static final Color LIGHT = new Color(0xE8EAED);

    private Text() {}

    static void draw(Graphics2D graphics, String text, double x, double baseline, int size) {
        if (FONTS) {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setFont(font(size));
            graphics.setColor(LIGHT);
            graphics.drawString(text, (float) x, (float) baseline);
        }
    }

    static double width(String text, int size) {
        return FONTS
                ? font(size)
                        .getStringBounds(text, new FontRenderContext(null, true, true))
                        .getWidth()
                : 0;
    }

    private static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    private static boolean findFonts() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            graphics.setFont(font(12));
            graphics.drawString("x", 0, 0);
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        } finally {
            graphics.dispose();
        }
    }
}
