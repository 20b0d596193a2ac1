package dev.fieldmark.bench.scale;

import dev.fieldmark.jobs.data.TemporaryFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All that is measured of what grows. */
public record ScaleFigures(List<LargeStudy.Figures> studies, List<LargeStore.Figures> stores) {
    private static final int WARM_UP_TRIALS = 500;

    public ScaleFigures {
        studies = List.copyOf(studies);
        stores = List.copyOf(stores);
    }

    /** Measures every number of trials on every number of slots, and says what it is at. */
    public static ScaleFigures measure(
            List<Integer> trials, List<Integer> slots, List<Integer> versions, Consumer<String> at) throws IOException {
        LargeStudy.play(WARM_UP_TRIALS, 8);
        var studies = new ArrayList<LargeStudy.Figures>();
        for (int trialCount : trials) {
            for (int slotCount : slots) {
                at.accept(trialCount + " trials on " + slotCount + " slots");
                studies.add(LargeStudy.play(trialCount, slotCount));
            }
        }
        var stores = new ArrayList<LargeStore.Figures>();
        for (int count : versions) {
            at.accept(count + " versions");
            try (var folder = TemporaryFolder.create("fieldmark-scale")) {
                stores.add(LargeStore.measure(count, folder.path()));
            }
        }
        return new ScaleFigures(studies, stores);
    }

    /** As people read it. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(LargeStudy.Figures.header());
        studies.forEach(row -> lines.add(row.toString()));
        lines.add("");
        lines.add(LargeStore.Figures.header());
        stores.forEach(row -> lines.add(row.toString()));
        return lines;
    }
}
