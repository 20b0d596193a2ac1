package dev.fieldmark.detect;

import java.util.List;

/** What a detector's net says: of each square of 4 x 4 pixels whether the middle of a face is near it, and where. */
public final class Cells {
    /** Pixels a cell, across and down. */
    public static final int PIXELS = 4;

    /** Of what the sides of the net's pictures are multiples: so often does it halve them. */
    public static final int STEP = 8;

    /** The smallest face, side of its box in pixels, that the net looks for. */
    public static final double LEAST_SIDE = 24;

    /** The largest: faces of twice the size are found in the picture of half the size. */
    public static final double MOST_SIDE = 2 * LEAST_SIDE;

    /** The numbers of a cell: a score of 0 to 1; the face's middle, in pixels from the cell's; the side of its box. */
    public static final List<String> OUTPUTS = List.of("score", "x", "y", "side");

    private Cells() {}

    /** The middle of a row or column of cells, in pixels: pixel centres are whole numbers. */
    public static double middle(int cell) {
        return cell * PIXELS + (PIXELS - 1) / 2.0;
    }
}
