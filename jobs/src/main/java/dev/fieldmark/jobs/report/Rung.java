package dev.fieldmark.jobs.report;

import dev.fieldmark.jobs.sweep.End;
import dev.fieldmark.jobs.sweep.TrialRow;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * An epoch at which trials were compared.
 *
 * @param reached trials that trained so far and are compared there
 * @param pruned those of them that stopped there
 */
public record Rung(int epoch, List<Integer> reached, List<Integer> pruned) {
    /**
     * Those that some trial reached, in order.
     *
     * @param isRung of a trial and an epoch
     */
    static List<Rung> of(BiPredicate<Integer, Integer> isRung, List<TrialRow> rows) {
        int last = rows.stream().mapToInt(row -> row.epochs().size()).max().orElse(0);
        return IntStream.rangeClosed(1, last)
                .mapToObj(epoch -> at(epoch, isRung, rows))
                .filter(rung -> !rung.reached().isEmpty())
                .toList();
    }

    private static Rung at(int epoch, BiPredicate<Integer, Integer> isRung, List<TrialRow> rows) {
        List<TrialRow> reached = rows.stream()
                .filter(row -> row.epochs().size() >= epoch && isRung.test(row.trial(), epoch))
                .toList();
        return new Rung(
                epoch,
                reached.stream().map(TrialRow::trial).toList(),
                reached.stream()
                        .filter(row ->
                                row.epochs().size() == epoch && row.state().equals(End.PRUNED.toString()))
                        .map(TrialRow::trial)
                        .toList());
    }
}
