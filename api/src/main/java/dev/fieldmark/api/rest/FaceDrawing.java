package dev.fieldmark.api.rest;

import dev.fieldmark.domain.KeypointEstimate;
import dev.fieldmark.image.ColourPhoto;
import dev.fieldmark.image.Photo;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A photo with the points of its faces, and around each the circle in which the true one lies with a probability of 90%.
 *
 * @param view the photo, at the size that is drawn
 * @param widthPixels of the photo that was sent, whose pixels the estimates are in
 * @param heightPixels of that photo
 */
record FaceDrawing(ColourPhoto view, int widthPixels, int heightPixels, List<KeypointEstimate> points) {
    /** Of the photo's longer side. */
    static final int SIDE_PIXELS = 768;

    private static final double POINT_RADIUS = 5;
    private static final double LINE = 2;
    private static final String INK = "#00e5a0";
    private static final String EDGE = "#00281c";
    private static final String CIRCLE = "#ffffff";
    private static final double CIRCLE_OPACITY = 0.7;

    static FaceDrawing of(ColourPhoto view, Photo photo, List<FacePoints> faces) {
        List<KeypointEstimate> points =
                faces.stream().flatMap(face -> face.points().stream()).toList();
        return new FaceDrawing(view, photo.widthPixels(), photo.heightPixels(), points);
    }

    /** The pixels that are drawn for one of the photo. */
    private double scale() {
        return Math.max(view.widthPixels(), view.heightPixels()) / (double) Math.max(widthPixels, heightPixels);
    }

    byte[] png() {
        BufferedImage picture = picture();
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setStroke(new BasicStroke((float) LINE));
        graphics.setColor(translucent(CIRCLE));
        for (KeypointEstimate point : points) {
            point.radius90Pixels().ifPresent(radius -> graphics.draw(circle(point, radius * scale())));
        }
        for (KeypointEstimate point : points) {
            Ellipse2D dot = circle(point, POINT_RADIUS);
            graphics.setColor(Color.decode(INK));
            graphics.fill(dot);
            graphics.setColor(Color.decode(EDGE));
            graphics.draw(dot);
        }
        graphics.dispose();
        return encoded(picture, "png");
    }

    /** In the pixels of the photo that was sent: a point's centre has the answer's own numbers. */
    String svg() {
        double unit = 1 / scale();
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="-0.5 -0.5 %d %d">
                <image x="-0.5" y="-0.5" width="%d" height="%d" preserveAspectRatio="none" href="data:image/jpeg;base64,%s"/>
                <g fill="none" stroke="%s" stroke-opacity="%s" stroke-width="%s">
                """,
                view.widthPixels(),
                view.heightPixels(),
                widthPixels,
                heightPixels,
                widthPixels,
                heightPixels,
                Base64.getEncoder().encodeToString(encoded(picture(), "jpeg")),
                CIRCLE,
                CIRCLE_OPACITY,
                number(LINE * unit)));
        for (KeypointEstimate point : points) {
            point.radius90Pixels()
                    .ifPresent(
                            radius -> svg.append(circleElement(point, radius)).append("/>\n"));
        }
        svg.append(String.format(
                "</g>\n<g fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\">\n", INK, EDGE, number(LINE * unit)));
        for (KeypointEstimate point : points) {
            svg.append(circleElement(point, POINT_RADIUS * unit))
                    .append("><title>")
                    .append(point.keypoint().label())
                    .append("</title></circle>\n");
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    private static String circleElement(KeypointEstimate point, double radius) {
        return "<circle cx=\"" + number(point.xPixels()) + "\" cy=\"" + number(point.yPixels()) + "\" r=\""
                + number(radius) + "\"";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** A pixel's centre has whole numbers in the photo, and half ones in the drawing. */
    private Ellipse2D circle(KeypointEstimate point, double radius) {
        double x = (point.xPixels() + 0.5) * view.widthPixels() / widthPixels;
        double y = (point.yPixels() + 0.5) * view.heightPixels() / heightPixels;
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private BufferedImage picture() {
        var picture = new BufferedImage(view.widthPixels(), view.heightPixels(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < view.heightPixels(); y++) {
            for (int x = 0; x < view.widthPixels(); x++) {
                picture.setRGB(x, y, view.rgb(x, y));
            }
        }
        return picture;
    }

    private static Color translucent(String colour) {
        Color opaque = Color.decode(colour);
        return new Color(opaque.getRed(), opaque.getGreen(), opaque.getBlue(), (int) Math.round(255 * CIRCLE_OPACITY));
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, bytes)) {
                throw new IllegalStateException("ImageIO has no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
