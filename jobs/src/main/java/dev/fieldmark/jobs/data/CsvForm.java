package dev.fieldmark.jobs.data;

import dev.fieldmark.domain.Keypoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The two files of Kaggle's 'Facial Keypoints Detection', told apart by their header. */
public enum CsvForm {
    /** Thirty targets, then {@code Image}. */
    TRAINING(Stream.concat(Keypoint.columns().stream(), Stream.of("Image")).toList()),
    /** {@code ImageId}, the row's number, then {@code Image}. */
    TEST(List.of("ImageId", "Image"));

    private final List<String> columns;

    CsvForm(List<String> columns) {
        this.columns = columns;
    }

    List<String> columns() {
        return columns;
    }

    /**
     * Reads the header of a CSV.
     *
     * @throws BadDataException where it is neither form's; names the file and the first wrong column
     */
    public static CsvForm read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (CsvLines lines = CsvLines.open(file)) {
            Optional<CsvLine> header = lines.next();
            if (header.isEmpty()) {
                throw new BadDataException(file + ": was empty but must begin with a header");
            }
            return of(header.get(), name);
        }
    }

    private static CsvForm of(CsvLine header, String file) throws BadDataException {
        String text = new String(header.bytes(), StandardCharsets.UTF_8);
        List<String> columns = Arrays.stream(text.split(",", -1))
                .map(column -> column.strip().replaceAll("^\"(.*)\"$", "$1"))
                .toList();
        for (CsvForm form : values()) {
            if (columns.equals(form.columns)) {
                return form;
            }
        }
        if (columns.size() != TRAINING.columns.size()) {
            throw new BadDataException("%s:1: header had %,d columns but must have 31 (thirty targets, then Image) or 2"
                            .formatted(file, columns.size())
                    + " (ImageId, Image)");
        }
        int wrong = 0;
        while (columns.get(wrong).equals(TRAINING.columns.get(wrong))) {
            wrong++;
        }
        throw new BadDataException("%s:1: column %d was %s but must be %s"
                .formatted(file, wrong + 1, RowParser.shown(columns.get(wrong)), TRAINING.columns.get(wrong)));
    }
}
