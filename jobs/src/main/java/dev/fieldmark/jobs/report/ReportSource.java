package dev.fieldmark.jobs.report;

import com.fasterxml.jackson.core.JacksonException;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.Outcome;
import dev.fieldmark.jobs.flink.sweep.StudyFolder;
import dev.fieldmark.jobs.flink.sweep.StudyRequest;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import dev.fieldmark.jobs.sweep.StudyTable;
import java.io.IOException;
import java.util.Optional;

/**
 * What a report is made of.
 *
 * @param folder of the study, as the user named it
 * @param outcome once the study is over, with the budget that it has now
 */
public record ReportSource(FileLocation folder, SweepSpec spec, StudyTable table, Optional<Outcome> outcome) {
    /**
     * Reads a study's folder, while the study runs too.
     *
     * @throws BadDataException where it is none or a file in it is broken
     * @throws dev.fieldmark.jobs.spec.SpecException where its spec is broken
     */
    public static ReportSource read(FileLocation folder) throws IOException {
        if (!folder.isFolder()) {
            throw new BadDataException(folder + ": was " + (folder.isFile() ? "a file" : "missing")
                    + " but must be the folder of a study, such as studies/faces");
        }
        var study = new StudyFolder(folder);
        if (!study.isBegun()) {
            throw new BadDataException(
                    folder + ": has no study.json but must be the folder of a study, such as" + " studies/faces");
        }
        // the outcome first: a table that is read after it is final
        SweepSpec spec = spec(study);
        Optional<Outcome> outcome = readable(study.outcomeFile(), study::outcome)
                .filter(known -> known.covers(spec.trials(), spec.maxEpochs()));
        return new ReportSource(folder, spec, readable(study.tableFile(), study::table), outcome);
    }

    /** With the budgets and the first trials that the study was given. */
    private static SweepSpec spec(StudyFolder study) throws IOException {
        SweepSpec own = study.path().resolve("study.yaml").read(SweepSpecReader::read);
        Optional<StudyRequest> request = readable(study.path().resolve("request.json"), study::request);
        return request.map(known -> known.spec(own.yaml())).orElse(own);
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T readable(FileLocation file, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new BadDataException(
                    file + place + ": was broken but must be as the sweep wrote it: " + firstLine(e));
        }
    }

    private static String firstLine(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("no reason was given");
    }
}
