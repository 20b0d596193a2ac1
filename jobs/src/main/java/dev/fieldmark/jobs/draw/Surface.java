package dev.fieldmark.jobs.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** What a chart is drawn on, {@value #PIXELS} pixels to a point, so that small type is sharp. Places are in points. */
final class Surface {
    static final int PIXELS = 2;

    private final Graphics2D graphics;
    private final Theme theme;

    private Surface(Graphics2D graphics, Theme theme) {
        this.graphics = graphics;
        this.theme = theme;
    }

    /** A picture of so many points. */
    static BufferedImage draw(double width, double height, Theme theme, Consumer<Surface> drawing) {
        var image = new BufferedImage(
                (int) Math.ceil(width * PIXELS), (int) Math.ceil(height * PIXELS), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(PIXELS, PIXELS);
            var surface = new Surface(graphics, theme);
            surface.box(0, 0, width, height, theme.paper);
            drawing.accept(surface);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /** The title and what it is about, at the top. */
    void head(String title, String about) {
        text(title, 24, 36, Text.bold(19), theme.ink);
        text(about, 24, 58, Text.plain(13), theme.muted);
    }

    void text(String text, double x, double baseline, Text font, Color colour) {
        font.draw(graphics, text, x, baseline, colour);
    }

    void textEndingAt(String text, double x, double baseline, Text font, Color colour) {
        font.draw(graphics, text, x - font.width(text), baseline, colour);
    }

    void textAround(String text, double x, double baseline, Text font, Color colour) {
        font.draw(graphics, text, x - font.width(text) / 2, baseline, colour);
    }

    /** A square picture, this many points a side. */
    void picture(BufferedImage picture, double x, double y, double side) {
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        var place = AffineTransform.getTranslateInstance(x, y);
        place.scale(side / picture.getWidth(), side / picture.getHeight());
        graphics.drawImage(picture, place, null);
    }

    void box(double x, double y, double width, double height, Color colour) {
        fill(new Rectangle2D.Double(x, y, width, height), colour);
    }

    void dot(double x, double y, double radius, Color colour) {
        fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), colour);
    }

    void line(double x1, double y1, double x2, double y2, Color colour, double width, float... dashes) {
        stroke(new Line2D.Double(x1, y1, x2, y2), colour, width, dashes);
    }

    void stroke(Shape shape, Color colour, double width, float... dashes) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(
                (float) width,
                dashes.length == 0 ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1,
                dashes.length == 0 ? null : dashes,
                0));
        graphics.draw(shape);
    }

    void fill(Shape shape, Color colour) {
        graphics.setColor(colour);
        graphics.fill(shape);
    }

    /** Draws within this box alone. */
    void within(double x, double y, double width, double height, Runnable drawing) {
        Shape before = graphics.getClip();
        graphics.clip(new Rectangle2D.Double(x, y, width, height));
        drawing.run();
        graphics.setClip(before);
    }

    static Color faded(Color colour, double opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
    }
}
