package dev.fieldmark.jobs.report;

import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.Measure;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A trial, as the report shows it.
 *
 * @param place from 1, the lowest loss first, among those of its specialist; 0 where it has none
 * @param ended whether its state is final
 * @param bestEpoch 0 where there is none
 * @param bestLoss NaN where there is none
 * @param told the best loss, in the study's measure
 * @param rmsePixels the same of faces, in pixels
 * @param reproduce the command that trains it again
 */
public record ReportedTrial(
        int place,
        int trial,
        String state,
        boolean ended,
        Map<String, String> parameters,
        int bestEpoch,
        double bestLoss,
        double told,
        OptionalDouble rmsePixels,
        String reproduce,
        List<EpochLosses> epochs) {
    static ReportedTrial of(int place, TrialRow row, Measure measure, FileLocation folder) {
        return new ReportedTrial(
                place,
                row.trial(),
                row.state(),
                row.ended(),
                row.parameters(),
                row.bestEpoch(),
                row.bestLoss(),
                measure.of(row.bestLoss()),
                rmsePixels(row.bestLoss(), measure),
                "./fieldmark sweep --resume " + quoted(folder.toString()) + " --reproduce " + row.trial(),
                row.epochs());
    }

    /** Empty where the study is of no faces. */
    static OptionalDouble rmsePixels(double loss, Measure measure) {
        return measure == Measure.RMSE_PIXELS ? OptionalDouble.of(measure.of(loss)) : OptionalDouble.empty();
    }

    /** Empty where the study has none. */
    String specialist() {
        return parameters.getOrDefault(TrialRow.SPECIALIST, "");
    }

    /** As a POSIX shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./@%+=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
