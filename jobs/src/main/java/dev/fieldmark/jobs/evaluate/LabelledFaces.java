package dev.fieldmark.jobs.evaluate;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.CsvLines;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.ParsedRow;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.RowParser;
import dev.fieldmark.jobs.data.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads faces to be evaluated on: at least one of them with a target. */
public final class LabelledFaces {
    private LabelledFaces() {}

    /**
     * Reads all rows of a CSV in Kaggle's form, plain or .gz.
     *
     * @throws BadDataException at the first bad row; where there are no targets
     */
    public static FaceSet ofCsv(Path file) throws IOException {
        if (CsvForm.read(file) != CsvForm.TRAINING) {
            throw new BadDataException(
                    file + ": had columns ImageId, Image but must have the thirty targets of training.csv");
        }
        var parser = new RowParser(CsvForm.TRAINING);
        var rows = new ArrayList<ParsedRow>();
        try (var lines = CsvLines.open(file)) {
            lines.next(); // the header
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                ParsedRow row = parser.parse(line.get());
                if (row.isBad()) {
                    throw new BadDataException(file + ":" + row.badRow().line() + ": "
                            + row.badRow().reason());
                }
                rows.add(row);
            }
        }
        return labelled(FaceSet.of(rows), file);
    }

    /**
     * Reads faces of a prepared dataset.
     *
     * @param validationFraction of the split; the dataset's own where absent
     * @throws BadDataException where the dataset is broken or has no targets
     */
    public static FaceSet ofDataset(Path folder, Part part, OptionalDouble validationFraction) throws IOException {
        var dataset = PreparedDataset.open(folder);
        double fraction = validationFraction.orElse(dataset.manifest().validationFraction());
        FaceSet faces = switch (part) {
            case TRAIN -> dataset.faces(Side.TRAIN, fraction);
            case VALIDATION -> dataset.faces(Side.VALIDATION, fraction);
            case ALL -> joined(dataset.faces(Side.TRAIN, fraction), dataset.faces(Side.VALIDATION, fraction));
        };
        return labelled(faces, folder);
    }

    private static FaceSet labelled(FaceSet faces, Path source) throws BadDataException {
        for (float target : faces.targets()) {
            if (!Float.isNaN(target)) {
                return faces;
            }
        }
        throw new BadDataException(source + ": had no target in " + faces.size() + " rows but must have at least 1");
    }

    private static FaceSet joined(FaceSet... sets) {
        int[] rows =
                Stream.of(sets).flatMapToInt(set -> IntStream.of(set.rows())).toArray();
        byte[] greys = new byte[Math.multiplyExact(rows.length, FaceSet.PIXELS)];
        float[] targets = new float[rows.length * FaceSet.TARGETS];
        int at = 0;
        for (FaceSet set : sets) {
            System.arraycopy(set.greys(), 0, greys, at * FaceSet.PIXELS, set.greys().length);
            System.arraycopy(set.targets(), 0, targets, at * FaceSet.TARGETS, set.targets().length);
            at += set.size();
        }
        return new FaceSet(rows, greys, targets);
    }
}
