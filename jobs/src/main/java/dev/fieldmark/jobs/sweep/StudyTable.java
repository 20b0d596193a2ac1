package dev.fieldmark.jobs.sweep;

import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.List;
import java.util.SortedMap;

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

    /** Parameters of the best trials that are points of this space, the best first, each once; at most so many. */
    public List<SortedMap<String, String>> best(int most, SearchSpace space) {
        return trials.stream()
                .filter(row -> row.hasPlace() && space.contains(row.parameters()))
                .sorted(TrialRow.bestFirst())
                .map(TrialRow::parameters)
                .distinct()
                .limit(most)
                .toList();
    }
}
