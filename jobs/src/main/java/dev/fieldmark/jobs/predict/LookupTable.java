package dev.fieldmark.jobs.predict;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.CsvLine;
import dev.fieldmark.jobs.data.CsvLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which coordinates Kaggle asks for: {@code IdLookupTable.csv}, {@code RowId,ImageId,FeatureName,Location} a line.
 * What stands under Location is not read.
 *
 * @param file for messages
 * @param wanted in the file's order
 */
public record LookupTable(Path file, List<Wanted> wanted) {
    private static final List<String> COLUMNS = List.of("RowId", "ImageId", "FeatureName", "Location");
    private static final Pattern NUMBER = Pattern.compile("0*[1-9][0-9]{0,8}");

    public LookupTable {
        wanted = List.copyOf(wanted);
    }

    /**
     * A coordinate that is asked for.
     *
     * @param line of the file, from 1
     * @param column of the thirty, from 0
     */
    public record Wanted(int line, int rowId, int imageId, int column) {}

    /**
     * Reads the table, plain or .gz.
     *
     * @throws BadDataException at the first line that is none; names file, line, value and rule
     */
    public static LookupTable read(Path file) throws IOException {
        List<Wanted> wanted = new ArrayList<>();
        Set<Integer> rowIds = new HashSet<>();
        try (CsvLines lines = CsvLines.open(file)) {
            checkHeader(file, lines.next());
            for (Optional<CsvLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                Wanted row = wanted(file, line.get());
                if (!rowIds.add(row.rowId())) {
                    throw bad(file, row.line(), "RowId was " + row.rowId() + " but must be given once");
                }
                wanted.add(row);
            }
        }
        if (wanted.isEmpty()) {
            throw new BadDataException(file + ": asked for nothing but must have at least 1 row");
        }
        return new LookupTable(file, wanted);
    }

    /**
     * Checks that there are such faces.
     *
     * @param faces that there are, with image ids from 1
     */
    public void check(int faces) throws BadDataException {
        for (Wanted row : wanted) {
            if (row.imageId() > faces) {
                throw bad(
                        file,
                        row.line(),
                        "ImageId was " + row.imageId() + " but must be >= 1 and <= " + faces
                                + ", the last face of the input");
            }
        }
    }

    private static void checkHeader(Path file, Optional<CsvLine> header) throws BadDataException {
        if (header.isEmpty()) {
            throw new BadDataException(file + ": was empty but must begin with a header");
        }
        List<String> columns = fields(header.get());
        for (int i = 0; i < COLUMNS.size(); i++) {
            String found = i < columns.size() ? columns.get(i) : "missing";
            if (!found.equals(COLUMNS.get(i))) {
                throw bad(file, 1, "column " + (i + 1) + " was " + shown(found) + " but must be " + COLUMNS.get(i));
            }
        }
        if (columns.size() > COLUMNS.size()) {
            throw bad(file, 1, "header had " + columns.size() + " columns but must have " + COLUMNS.size());
        }
    }

    private static Wanted wanted(Path file, CsvLine line) throws BadDataException {
        if (line.state() == CsvLine.State.UNREADABLE) {
            throw bad(file, line.number(), "the file can't be read on from here: it is cut off or damaged");
        }
        List<String> fields = fields(line);
        if (fields.size() != COLUMNS.size()) {
            throw bad(file, line.number(), "row had " + fields.size() + " fields but must have " + COLUMNS.size());
        }
        int rowId = number(file, line, "RowId", fields.get(0));
        int imageId = number(file, line, "ImageId", fields.get(1));
        int column = Keypoint.columns().indexOf(fields.get(2));
        if (column < 0) {
            throw bad(
                    file,
                    line.number(),
                    "FeatureName was " + shown(fields.get(2)) + " but must be one of the thirty columns, such as "
                            + Keypoint.columns().get(0));
        }
        return new Wanted(line.number(), rowId, imageId, column);
    }

    private static int number(Path file, CsvLine line, String column, String text) throws BadDataException {
        if (!NUMBER.matcher(text).matches()) {
            throw bad(file, line.number(), column + " was " + shown(text) + " but must be a whole number >= 1");
        }
        return Integer.parseInt(text);
    }

    private static List<String> fields(CsvLine line) {
        return Arrays.stream(new String(line.bytes(), StandardCharsets.UTF_8).split(",", -1))
                .map(LookupTable::unquoted)
                .toList();
    }

    private static String unquoted(String field) {
        String text = field.strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static BadDataException bad(Path file, int line, String what) {
        return new BadDataException(file + ":" + line + ": " + what);
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 40 ? "'" + clean + "'" : "'" + clean.substring(0, 40) + "...'";
    }
}
