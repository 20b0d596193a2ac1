package dev.fieldmark.jobs.sweep;

import java.util.List;

/**
 * A study as people watch it.
 *
 * @param fingerprint sha256 over spec and dataset: the same fingerprint, the same table
 * @param phase {@code training}, {@code publishing} or {@code over}
 * @param trialsEnded how many trials ended
 * @param trialsTotal how many there are or may yet be
 * @param irreproducible epochs that were trained again and gave other bits: must be 0
 * @param trials by number
 */
public record StudyTable(
        String study,
        String fingerprint,
        String phase,
        int trialsEnded,
        int trialsTotal,
        int irreproducible,
        List<TrialRow> trials) {
    /** The phase in which trials train. */
    public static final String TRAINING = "training";

    public StudyTable {
        trials = List.copyOf(trials);
    }
}
