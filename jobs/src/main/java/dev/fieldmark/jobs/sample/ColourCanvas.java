package dev.fieldmark.jobs.sample;

import java.util.List;

/** A picture in colour: three canvases, one each for red, green and blue. */
final class ColourCanvas {
    final Frame frame;
    private final Canvas red;
    private final Canvas green;
    private final Canvas blue;

    ColourCanvas(Frame frame) {
        this.frame = frame;
        this.red = new Canvas(frame);
        this.green = new Canvas(frame);
        this.blue = new Canvas(frame);
    }

    /** The colour of a place. */
    interface Paint {
        Colour at(double x, double y);
    }

    /** Covers everything. */
    void fill(Paint paint) {
        paint(everything(), 1, paint);
    }

    /** Covers a polygon. */
    void fill(List<Point> polygon, double strength, Colour colour) {
        paint(Mask.of(frame, polygon), strength, (x, y) -> colour);
    }

    void paint(Mask mask, double strength, Paint paint) {
        for (int y = mask.top; y < mask.top + mask.height; y++) {
            for (int x = mask.left; x < mask.left + mask.width; x++) {
                double cover = mask.at(x, y) * strength;
                if (cover > 0) {
                    Colour colour = paint.at(x + 0.5, y + 0.5);
                    int pixel = y * frame.width() + x;
                    red.blend(pixel, cover, colour.red());
                    green.blend(pixel, cover, colour.green());
                    blue.blend(pixel, cover, colour.blue());
                }
            }
        }
    }

    /** Darkens (factor below 1) or lightens what is there. */
    void shade(Mask mask, double factor) {
        for (Canvas canvas : List.of(red, green, blue)) {
            canvas.shade(mask, factor);
        }
    }

    /** Blurs as {@link Canvas#blur}, so many times. */
    void blur(double share, int times) {
        for (int i = 0; i < times; i++) {
            red.blur(share);
            green.blur(share);
            blue.blur(share);
        }
    }

    /** What a camera makes of it: brightness times {@code light}, contrast about a middle tone. */
    void expose(Colour light, double contrast) {
        red.change(tone -> exposed(tone * light.red(), contrast));
        green.change(tone -> exposed(tone * light.green(), contrast));
        blue.change(tone -> exposed(tone * light.blue(), contrast));
    }

    /** Highlights are compressed, as film does, and never quite white. */
    private static double exposed(double tone, double contrast) {
        double changed = Math.max(0, 0.42 + (tone - 0.42) * contrast);
        return changed < 0.75 ? changed : 0.75 + 0.25 * (changed - 0.75) / (changed - 0.5);
    }

    /** Three unsigned bytes a pixel, row by row, with noise as {@link Canvas#greys}. */
    byte[] rgb(double noise, long seed) {
        byte[] rgb = new byte[frame.pixels() * 3];
        List<Canvas> canvases = List.of(red, green, blue);
        for (int channel = 0; channel < 3; channel++) {
            byte[] tones = canvases.get(channel).greys(noise, SampleFace.mixed(seed + channel));
            for (int i = 0; i < tones.length; i++) {
                rgb[3 * i + channel] = tones[i];
            }
        }
        return rgb;
    }

    private Mask everything() {
        return Mask.of(
                frame,
                List.of(
                        new Point(0, 0),
                        new Point(frame.width(), 0),
                        new Point(frame.width(), frame.height()),
                        new Point(0, frame.height())));
    }
}
