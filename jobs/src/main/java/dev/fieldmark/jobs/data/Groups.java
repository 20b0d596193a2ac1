package dev.fieldmark.jobs.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rows of a CSV show the same person: a CSV {@code row,group} whose row 1 is the first after the header. */
public final class Groups {
    private final String file;
    private final Map<Integer, String> groups;

    private Groups(String file, Map<Integer, String> groups) {
        this.file = file;
        this.groups = groups;
    }

    /**
     * Reads a groups file.
     *
     * @throws BadDataException names file and line
     */
    public static Groups read(Path path) throws IOException {
        String file = String.valueOf(path.getFileName());
        Map<Integer, String> groups = new HashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            String header = reader.readLine();
            if (header == null || !header.strip().replace("\uFEFF", "").equals("row,group")) {
                throw new BadDataException(file + ":1: header was '" + header + "' but must be 'row,group'");
            }
            int number = 1;
            for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    add(groups, line.strip(), file + ":" + number);
                }
            }
        } catch (NoSuchFileException e) {
            throw new BadDataException(path + ": no such file");
        } catch (MalformedInputException e) {
            throw new BadDataException(path + ": is no UTF-8 text");
        }
        return new Groups(file, groups);
    }

    private static void add(Map<Integer, String> groups, String line, String place) throws BadDataException {
        int comma = line.indexOf(',');
        String row = comma < 0 ? line : line.substring(0, comma).strip();
        String group = comma < 0 ? "" : line.substring(comma + 1).strip();
        if (!row.matches("[1-9]\\d{0,8}") || group.isEmpty()) {
            throw new BadDataException(
                    place + ": was '" + line + "' but must be a row number >= 1, a comma and a group");
        }
        if (groups.putIfAbsent(Integer.valueOf(row), group) != null) {
            throw new BadDataException(place + ": row " + row + " was given twice but must be given once");
        }
    }

    /**
     * The groups of these rows.
     *
     * @param rows of the dataset
     * @param lastRow of its CSV, bad rows included
     * @throws BadDataException where a row has no group, or a group has a row that the CSV has not
     */
    List<String> of(int[] rows, int lastRow) throws BadDataException {
        for (int row : groups.keySet().stream().sorted().toList()) {
            if (row > lastRow) {
                throw new BadDataException(
                        file + ": row was " + row + " but must be >= 1 and <= " + lastRow + ", the rows of the CSV");
            }
        }
        List<String> found = new ArrayList<>(rows.length);
        for (int row : rows) {
            String group = groups.get(row);
            if (group == null) {
                throw new BadDataException(file + ": row " + row + " had no group but must have one");
            }
            found.add(group);
        }
        return found;
    }
}
