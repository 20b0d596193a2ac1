package dev.fieldmark.jobs.draw;

import java.awt.Color;
import java.util.List;

/** The colours of a chart on light or on dark paper: those of the report's page. */
public enum Theme {
    LIGHT(
            0xFFFFFF, 0x1D2126, 0x6A717B, 0xE6E7E5, 0xC4C8CD, 0x2C6FD6, 0xD6202B, 0xF3F3F1, 0x2C6FD6, 0xD9780A,
            0x1F8A70, 0x7A55CF, 0x0E9BB8, 0xB5408F, 0x8A6A3A, 0x5E6B1E),
    DARK(
            0x1B1F24, 0xE4E7EA, 0x949CA6, 0x2C3138, 0x505862, 0x6AA5F8, 0xFF5D66, 0x272C33, 0x6AA5F8, 0xF5A742,
            0x4CC2A4, 0xB096F5, 0x52C7E0, 0xE683C4, 0xC9A46B, 0xAFBF5A);

    final Color paper;
    final Color ink;
    final Color muted;
    final Color grid;
    final Color faint;
    final Color accent;
    final Color mean;
    /** Between what is below and what is above zero. */
    final Color zero;

    private final List<Color> series;

    Theme(int paper, int ink, int muted, int grid, int faint, int accent, int mean, int zero, Integer... series) {
        this.paper = new Color(paper);
        this.ink = new Color(ink);
        this.muted = new Color(muted);
        this.grid = new Color(grid);
        this.faint = new Color(faint);
        this.accent = new Color(accent);
        this.mean = new Color(mean);
        this.zero = new Color(zero);
        this.series = List.of(series).stream().map(Color::new).toList();
    }

    /** Of the so manieth of several things; after eight they come again. */
    Color series(int number) {
        return series.get(number % series.size());
    }

    Color below() {
        return series(0);
    }

    Color above() {
        return series(1);
    }
}
