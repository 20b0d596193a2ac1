package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.data.DatasetKind;
import java.util.Locale;

/** In what a study's losses are told to people. */
public enum Measure {
    /** Of faces, whose losses are mean squared errors in network units. */
    RMSE_PIXELS("rmse-pixels", "RMSE PX", " px"),
    /** Of photos, in nats: 0 where every species is told for sure, ln(species) where none is. */
    CROSS_ENTROPY("cross-entropy", "CROSS-ENTROPY", "");

    private final String word;
    private final String head;
    private final String unit;

    Measure(String word, String head, String unit) {
        this.word = word;
        this.head = head;
        this.unit = unit;
    }

    public static Measure of(DatasetKind kind) {
        return kind == DatasetKind.SPECIES ? CROSS_ENTROPY : RMSE_PIXELS;
    }

    /** In a spec's objective and a version's metrics. */
    public String word() {
        return word;
    }

    /** Above a column. */
    public String head() {
        return head;
    }

    public double of(double loss) {
        return this == RMSE_PIXELS ? EpochResult.rmsePixels(loss) : loss;
    }

    /** In a column. */
    public String text(double loss) {
        return String.format(Locale.ROOT, "%.3f", of(loss));
    }

    /** In a sentence. */
    public String withUnit(double loss) {
        return text(loss) + unit;
    }
}
