package dev.fieldmark.jobs.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** The two marks: a predicted point is an orange disc, a true one a cyan cross; a thin line joins what belongs together. */
record Marks(Graphics2D graphics, double size) {
    private static final Color PREDICTED = new Color(0xFF8A1F);
    private static final Color TRUE = new Color(0x3DE8FF);
    private static final Color OUTLINE = new Color(0, 0, 0, 170);
    private static final Color JOIN = new Color(255, 255, 255, 170);

    void predicted(double x, double y) {
        var disc = new Ellipse2D.Double(x - size / 2, y - size / 2, size, size);
        stroke(disc, OUTLINE, size / 2.5);
        graphics.setColor(PREDICTED);
        graphics.fill(disc);
    }

    void trueOne(double x, double y) {
        double arm = size * 0.75;
        var cross = new Path2D.Double();
        cross.moveTo(x - arm, y - arm);
        cross.lineTo(x + arm, y + arm);
        cross.moveTo(x - arm, y + arm);
        cross.lineTo(x + arm, y - arm);
        stroke(cross, OUTLINE, size / 1.8);
        stroke(cross, TRUE, size / 3.5);
    }

    void join(double x1, double y1, double x2, double y2) {
        stroke(new Line2D.Double(x1, y1, x2, y2), JOIN, size / 5);
    }

    private void stroke(Shape shape, Color colour, double width) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }
}
