package dev.fieldmark.bench.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * All that is measured of sweeps without training.
 *
 * @param curves how many learning curves were recorded
 * @param rankCorrelation of the surrogate's answers with curves that it had not seen
 */
public record SweepFigures(
        int seeds,
        List<FunctionContest> functions,
        int curves,
        double rankCorrelation,
        List<CurveContest> work,
        List<SlotContest> slots) {

    /** Measures, and says what it is at. */
    public static SweepFigures measure(int seeds, Consumer<String> at) throws IOException {
        at.accept("test functions");
        List<FunctionContest> functions = Arrays.stream(TestFunction.values())
                .flatMap(function -> FunctionContest.hold(function, seeds).stream())
                .toList();
        Surrogate surrogate = Surrogate.ofNet6();
        at.accept("training work on recorded curves");
        List<CurveContest> work = CurveContest.hold(surrogate, seeds);
        at.accept("idle slots");
        List<SlotContest> slots = SlotContest.hold(surrogate, seeds);
        return new SweepFigures(seeds, functions, surrogate.curves().size(), surrogate.rankCorrelation(), work, slots);
    }

    /** As people read it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Losses above the least value; median (lower to upper quartile) of " + seeds + " seeds");
        lines.add(FunctionContest.header());
        functions.forEach(row -> lines.add(row.toString()));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Training to reach the best of 64 random trials, on %d recorded curves (left-out rank correlation %.2f)",
                curves,
                rankCorrelation));
        lines.add(CurveContest.header());
        work.forEach(row -> lines.add(row.toString()));
        lines.add("");
        lines.add("Slots that train nothing until the last of 32 trials begins");
        lines.add(SlotContest.header());
        slots.forEach(row -> lines.add(row.toString()));
        return lines;
    }
}
