package dev.fieldmark.jobs.data;

/**
 * A line of a CSV as it stands in the file, without its line end.
 *
 * @param number from 1
 * @param bytes of the line; of an overlong one, the first {@value #MAX_BYTES}
 * @param state how the line ends
 */
public record CsvLine(int number, byte[] bytes, State state) {
    /** Far more than a face takes (about 37,000). */
    public static final int MAX_BYTES = 1 << 18;

    /** How a line ends. */
    public enum State {
        WHOLE,
        /** The file's last line, without a line end: whole or cut off. */
        WITHOUT_END,
        TOO_LONG,
        /** The compressed file is broken or cut off in this line. */
        UNREADABLE
    }

    /** The row, from 1, of a file with one header line. */
    int row() {
        return number - 1;
    }

    boolean isBlank() {
        for (byte b : bytes) {
            if (b != ' ') {
                return false;
            }
        }
        return true;
    }
}
