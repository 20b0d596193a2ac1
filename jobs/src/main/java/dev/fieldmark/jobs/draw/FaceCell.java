package dev.fieldmark.jobs.draw;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** One face, enlarged, its points on it and a caption below. */
record FaceCell(int zoom) {
    private static final int CAPTION = 24;
    private static final int SMALL = 2;

    int width() {
        return FaceSet.SIDE * zoom;
    }

    int height() {
        return width() + CAPTION;
    }

    void draw(Graphics2D graphics, int left, int top, DrawnFace face) {
        var clip = graphics.getClip();
        graphics.clipRect(left, top, width(), width());
        graphics.drawImage(picture(face.greys()), left, top, width(), width(), null);
        points(new Marks(graphics, 3 + zoom), left, top, face);
        graphics.setClip(clip);
        Text.plain(zoom > SMALL ? 17 : 14)
                .draw(graphics, caption(face), left + 1, top + width() + CAPTION - 7, FaceSheet.INK);
    }

    private void points(Marks marks, int left, int top, DrawnFace face) {
        for (Keypoint point : Keypoint.all()) {
            int i = 2 * point.ordinal();
            double x = at(left, face.predicted()[i]);
            double y = at(top, face.predicted()[i + 1]);
            double trueX = at(left, face.targets()[i]);
            double trueY = at(top, face.targets()[i + 1]);
            if (!Double.isNaN(trueX) && !Double.isNaN(trueY)) {
                marks.join(x, y, trueX, trueY);
                marks.trueOne(trueX, trueY);
            }
            marks.predicted(x, y);
        }
    }

    /** A pixel's centre is a whole number. */
    private double at(int edge, float pixels) {
        return edge + (pixels + 0.5) * zoom;
    }

    private static String caption(DrawnFace face) {
        String error = face.rmsePixels().isPresent()
                ? String.format(Locale.ROOT, "RMSE %.2f px", face.rmsePixels().getAsDouble())
                : "";
        return ("row " + face.row() + "   " + error).strip();
    }

    private static BufferedImage picture(byte[] greys) {
        // RGB, since AWT bends grey pictures by a gamma curve
        var picture = new BufferedImage(FaceSet.SIDE, FaceSet.SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < greys.length; i++) {
            picture.setRGB(i % FaceSet.SIDE, i / FaceSet.SIDE, (greys[i] & 0xff) * 0x010101);
        }
        return picture;
    }
}
