package dev.fieldmark.bench.learn;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.CsvLine;
import dev.fieldmark.jobs.data.CsvLines;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.ParsedRow;
import dev.fieldmark.jobs.data.RowParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kaggle's training.csv straight into memory, by the readers that prepare uses. */
public final class FaceCsv {
    private FaceCsv() {}

    /** The rows with all thirty targets. {@link BadDataException} at the first bad row, and where there is none. */
    public static FaceSet readComplete(Path file) throws IOException {
        if (CsvForm.read(file) != CsvForm.TRAINING) {
            throw new BadDataException(file + ": had no targets but must be a training.csv");
        }
        FaceSet complete = faces(rows(file)).complete();
        if (complete.size() == 0) {
            throw new BadDataException(file + ": complete rows were 0 but must be >= 1");
        }
        return complete;
    }

    private static List<ParsedRow> rows(Path file) throws IOException {
        var parser = new RowParser(CsvForm.TRAINING);
        List<ParsedRow> rows = new ArrayList<>();
        try (CsvLines lines = CsvLines.open(file)) {
            // the header, which is already checked
            lines.next();
            for (Optional<CsvLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                ParsedRow row = parser.parse(line.get());
                if (row.isBad()) {
                    throw new BadDataException(file + ":" + row.badRow().line() + ": "
                            + row.badRow().reason());
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static FaceSet faces(List<ParsedRow> rows) {
        ByteBuffer greys = ByteBuffer.allocate(rows.size() * FaceSet.PIXELS);
        FloatBuffer targets = FloatBuffer.allocate(rows.size() * FaceSet.TARGETS);
        for (ParsedRow row : rows) {
            greys.put(row.greys());
            targets.put(row.targets());
        }
        return new FaceSet(rows.stream().mapToInt(ParsedRow::row).toArray(), greys.array(), targets.array());
    }
}
