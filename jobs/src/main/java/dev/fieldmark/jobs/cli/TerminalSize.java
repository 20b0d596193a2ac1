package dev.fieldmark.jobs.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many characters a line of a terminal holds, and how many lines it shows. */
record TerminalSize(int columns, int lines) {
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})");

    /** Where nobody knows. */
    static final TerminalSize USUAL = new TerminalSize(80, 24);

    TerminalSize {
        if (columns < 1 || lines < 1) {
            throw new IllegalArgumentException(
                    "terminal was " + columns + " by " + lines + " but must be 1 by 1 or larger");
        }
    }

    /** Of the terminal that this process belongs to, as it is now; {@link #USUAL} where there is none. */
    static TerminalSize now() {
        try {
            // Java can't ask a terminal, and the shell's COLUMNS stays as it was when the window changes
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return ofStty(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return USUAL;
        }
    }

    /** What {@code stty size} prints: lines, then columns; zeros where the terminal doesn't tell. */
    static TerminalSize ofStty(String printed) {
        Matcher size = ROWS_AND_COLUMNS.matcher(printed.strip());
        return size.matches()
                ? new TerminalSize(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1)))
                : USUAL;
    }
}
