package dev.fieldmark.image;

/** What a net sees: a 96 x 96 picture as floats, greys / 255, row after row, shape [1, 96, 96]. */
public final class NetInput {
    public static final int SIDE = 96;
    public static final int PIXELS = SIDE * SIDE;
    private static final float WHITE = 255f;

    private NetInput() {}

    /** The whole picture, scaled to 96 x 96: {@value #PIXELS} floats from 0 to 1. */
    public static float[] of(GreyPicture picture) {
        float[] input = new float[PIXELS];
        write(picture.resized(SIDE, SIDE).greys(), 0, input, 0, PIXELS);
        return input;
    }

    /** Writes {@code count} unsigned greys as floats from 0 to 1. */
    public static void write(byte[] greys, int from, float[] inputs, int at, int count) {
        for (int i = 0; i < count; i++) {
            inputs[at + i] = (greys[from + i] & 0xff) / WHITE;
        }
    }
}
