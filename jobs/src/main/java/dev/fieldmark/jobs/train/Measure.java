package dev.fieldmark.jobs.train;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fieldmark.jobs.data.DatasetKind;
import java.util.Locale;

/** In what a study's losses are told to people. */
public enum Measure {
    /** Of faces, whose losses are mean squared errors in network units. */
    RMSE_PIXELS("rmse-pixels", "RMSE PX", " px", "Root mean squared error in pixels of the 96×96 picture"),
    /** Of photos, in nats: 0 where every species is told for sure, ln(species) where none is. */
    CROSS_ENTROPY("cross-entropy", "CROSS-ENTROPY", "", "Cross entropy in nats"),
    /** Of scenes with faces: what {@link FaceCells} makes small, over the cells that are a face's. */
    DETECTION_LOSS("detection-loss", "LOSS", "", "Focal loss and error of the boxes, a cell of a face");

    private final String word;
    private final String head;
    private final String unit;
    private final String meaning;

    Measure(String word, String head, String unit, String meaning) {
        this.word = word;
        this.head = head;
        this.unit = unit;
        this.meaning = meaning;
    }

    public static Measure of(DatasetKind kind) {
        return switch (kind) {
            case KEYPOINTS -> RMSE_PIXELS;
            case SPECIES -> CROSS_ENTROPY;
            case DETECTOR -> DETECTION_LOSS;
        };
    }

    /** In a spec's objective and a version's metrics. */
    @JsonValue
    public String word() {
        return word;
    }

    /** After a number: empty, or a blank and a word. */
    public String unit() {
        return unit;
    }

    /** For people who see it for the first time. */
    public String meaning() {
        return meaning;
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
