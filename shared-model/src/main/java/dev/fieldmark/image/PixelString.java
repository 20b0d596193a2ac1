package dev.fieldmark.image;

import java.util.StringTokenizer;

/** Grey values as text. */
final class PixelString {
    private PixelString() {}

    static byte[] greys(String pixels, int count) throws PhotoException {
        var words = new StringTokenizer(pixels);
        byte[] greys = new byte[count];
        int read = 0;
        for (; words.hasMoreTokens() && read < count; read++) {
            greys[read] = (byte) grey(words.nextToken(), read + 1);
        }
        if (read < count || words.hasMoreTokens()) {
            throw new PhotoException.Broken("pixel string had " + (read + words.countTokens())
                    + " grey values but must have " + count + ", separated by blanks");
        }
        return greys;
    }

    private static int grey(String word, int position) throws PhotoException {
        int grey = 0;
        boolean whole = word.length() <= 3;
        for (int i = 0; whole && i < word.length(); i++) {
            char digit = word.charAt(i);
            whole = digit >= '0' && digit <= '9';
            grey = 10 * grey + digit - '0';
        }
        if (!whole || grey > 255) {
            String shown = word.length() <= 20 ? word : word.substring(0, 20) + "...";
            throw new PhotoException.Broken(
                    "grey value " + position + " was '" + shown + "' but must be a whole number from 0 to 255");
        }
        return grey;
    }
}
