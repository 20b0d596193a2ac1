package dev.fieldmark.jobs.draw;

import java.awt.Graphics2D;

/** What the marks mean, and who predicted. */
record Legend(Graphics2D graphics) {
    static final int HEIGHT = 26;
    private static final Text FONT = Text.plain(16);
    private static final int BASELINE = 19;
    private static final int MARK = 10;

    void draw(int left, int top, String title, int width, boolean someTrue) {
        var marks = new Marks(graphics, MARK);
        double middle = top + HEIGHT / 2.0;
        double x = left + MARK;
        marks.predicted(x, middle);
        x += 1.4 * MARK;
        FONT.draw(graphics, "predicted", x, top + BASELINE, FaceSheet.INK);
        if (someTrue) {
            x += FONT.width("predicted") + 3 * MARK;
            marks.trueOne(x, middle);
            x += 1.6 * MARK;
            FONT.draw(graphics, "true", x, top + BASELINE, FaceSheet.INK);
        }
        double titleAt = left + width - FONT.width(title);
        FONT.draw(graphics, title, titleAt, top + BASELINE, FaceSheet.INK);
    }
}
