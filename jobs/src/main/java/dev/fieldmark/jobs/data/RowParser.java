package dev.fieldmark.jobs.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parses the lines after the header, byte by byte, without making strings of them. Not for several threads at once.
 *
 * <p>Fields may be quoted; a target is empty or a number from 0 to 96; greys are whole numbers from 0 to 255, one or
 * more blanks apart.
 */
public final class RowParser {
    private static final int MAX_TARGET = FaceSet.SIDE;
    private static final int MAX_GREY = 255;
    private static final int SHOWN = 30;
    private static final int START = 120;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,4})?");
    /** So many digits make a whole number and a power of ten that are both exact, and so a correctly rounded quotient. */
    private static final int MAX_EXACT_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = new double[MAX_EXACT_DIGITS + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private final CsvForm form;
    private final List<String> columns;
    private final int[] starts;
    private final int[] ends;

    public RowParser(CsvForm form) {
        this.form = form;
        this.columns = form.columns();
        this.starts = new int[columns.size()];
        this.ends = new int[columns.size()];
    }

    /** A face, or why the line holds none. */
    public ParsedRow parse(CsvLine line) {
        try {
            check(line);
            split(line.bytes());
            float[] targets = new float[FaceSet.TARGETS];
            for (int i = 0; i < targets.length; i++) {
                targets[i] = form == CsvForm.TRAINING ? target(line.bytes(), i) : Float.NaN;
            }
            if (form == CsvForm.TEST) {
                checkImageId(line);
            }
            return ParsedRow.good(line.row(), greys(line.bytes()), targets);
        } catch (BadField e) {
            boolean cutOff = line.state() == CsvLine.State.WITHOUT_END;
            String reason = e.getMessage() + (cutOff ? " (the file ends within this line)" : "");
            boolean fatal = line.state() == CsvLine.State.UNREADABLE;
            return ParsedRow.bad(line.row(), new BadRow(line.number(), reason, start(line.bytes()), fatal));
        }
    }

    private static void check(CsvLine line) throws BadField {
        switch (line.state()) {
            case UNREADABLE -> throw new BadField("the file can't be read on from here: it is cut off or damaged");
            case TOO_LONG -> throw new BadField("line was longer than %,d bytes".formatted(CsvLine.MAX_BYTES));
            case WHOLE, WITHOUT_END -> {}
        }
    }

    /** Where each field starts and ends, without blanks and quotes around it. */
    private void split(byte[] bytes) throws BadField {
        int last = starts.length - 1;
        int start = 0;
        for (int field = 0; field < last; field++) {
            int comma = start;
            while (comma < bytes.length && bytes[comma] != ',') {
                comma++;
            }
            if (comma == bytes.length) {
                throw wrongFields(bytes);
            }
            field(bytes, field, start, comma);
            start = comma + 1;
        }
        field(bytes, last, start, bytes.length);
    }

    private void field(byte[] bytes, int field, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (from < to && bytes[to - 1] == ' ') {
            to--;
        }
        boolean quoted = to - from >= 2 && bytes[from] == '"' && bytes[to - 1] == '"';
        starts[field] = quoted ? from + 1 : from;
        ends[field] = quoted ? to - 1 : to;
    }

    private BadField wrongFields(byte[] bytes) {
        int fields = 1;
        for (byte b : bytes) {
            fields += b == ',' ? 1 : 0;
        }
        return new BadField("row had %,d fields but must have %d".formatted(fields, starts.length));
    }

    private float target(byte[] bytes, int field) throws BadField {
        int start = starts[field];
        int end = ends[field];
        if (start == end) {
            return Float.NaN;
        }
        double value = decimal(bytes, start, end);
        if (!(value >= 0 && value <= MAX_TARGET)) {
            throw new BadField(columns.get(field) + " was " + text(bytes, start, end)
                    + " but must be empty or a number from 0 to " + MAX_TARGET);
        }
        return (float) value;
    }

    /** NaN where it is no number. */
    private static double decimal(byte[] bytes, int start, int end) {
        long digits = 0;
        int decimals = 0;
        boolean point = false;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                decimals += point ? 1 : 0;
            } else if (bytes[i] == '.' && !point) {
                point = true;
            } else {
                return unusual(bytes, start, end);
            }
        }
        boolean exact = end - start <= MAX_EXACT_DIGITS && end - start > (point ? 1 : 0);
        return exact ? digits / POWERS_OF_TEN[decimals] : unusual(bytes, start, end);
    }

    private static double unusual(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    private void checkImageId(CsvLine line) throws BadField {
        String id = new String(line.bytes(), starts[0], ends[0] - starts[0], StandardCharsets.UTF_8);
        if (!id.equals(Integer.toString(line.row()))) {
            throw new BadField("ImageId was " + shown(id) + " but must be " + line.row() + ", the row's number");
        }
    }

    private byte[] greys(byte[] bytes) throws BadField {
        byte[] greys = new byte[FaceSet.PIXELS];
        int end = ends[ends.length - 1];
        int at = starts[starts.length - 1];
        int pixels = 0;
        while (at < end) {
            int start = at;
            int grey = 0;
            while (at < end && bytes[at] != ' ') {
                int digit = bytes[at] - '0';
                grey = digit >= 0 && digit <= 9 ? Math.min(grey * 10 + digit, MAX_GREY + 1) : MAX_GREY + 1;
                at++;
            }
            if (grey > MAX_GREY) {
                throw badGrey(bytes, start, at, pixels + 1);
            }
            if (pixels < greys.length) {
                greys[pixels] = (byte) grey;
            }
            pixels++;
            while (at < end && bytes[at] == ' ') {
                at++;
            }
        }
        if (pixels != greys.length) {
            throw new BadField("Image had %,d pixels but must have %,d".formatted(pixels, greys.length));
        }
        return greys;
    }

    private BadField badGrey(byte[] bytes, int start, int end, int pixel) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == ',') {
                return wrongFields(bytes);
            }
        }
        return new BadField("Image pixel %,d was %s but must be a whole number from 0 to %d"
                .formatted(pixel, text(bytes, start, end), MAX_GREY));
    }

    private static String text(byte[] bytes, int start, int end) {
        return shown(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    /** Fit for an error of one line. */
    static String shown(String text) {
        String clean = text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "...";
    }

    private static String start(byte[] bytes) {
        return new String(bytes, 0, Math.min(START, bytes.length), StandardCharsets.UTF_8);
    }

    private static final class BadField extends Exception {
        private static final long serialVersionUID = 1;

        BadField(String message) {
            super(message, null, false, false);
        }
    }
}
