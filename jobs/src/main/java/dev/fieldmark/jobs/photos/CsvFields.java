package dev.fieldmark.jobs.photos;

import dev.fieldmark.jobs.data.BadDataException;
import java.util.ArrayList;
import java.util.List;

/** The fields of a line of a CSV (RFC 4180, but no line end within quotes), without blanks around them. */
final class CsvFields {
    private CsvFields() {}

    static List<String> split(String line, String place) throws BadDataException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new BadDataException(place + "field " + (fields.size() + 1)
                    + " began with a quote but must end with one on the same line");
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
