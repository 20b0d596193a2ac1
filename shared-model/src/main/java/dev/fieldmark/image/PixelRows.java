package dev.fieldmark.image;

/** A picture read row by row: samples from 0 to 255, the channels of a pixel side by side. */
interface PixelRows {
    int widthPixels();

    int heightPixels();

    /** 1 (grey) or 3 (red, green, blue). */
    int channels();

    /**
     * Reads one row.
     *
     * @param samples width times channels of them are written
     */
    void read(int y, int[] samples);
}
