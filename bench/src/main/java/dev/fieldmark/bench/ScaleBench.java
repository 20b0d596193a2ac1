package dev.fieldmark.bench;

import dev.fieldmark.bench.scale.ScaleFigures;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench scale}. */
@Command(
        name = "scale",
        description = {
            "What grows with trials, slots and versions: how long the study takes to decide, how large a checkpoint of it is,",
            "and how long a store with many versions takes to publish, list and collect. Without training; docs/scale.md."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ScaleBench implements Callable<Integer> {
    @Option(names = "--trials", split = ",", description = "of a study, >= 1")
    private List<Integer> trials = List.of(1_000, 3_000, 10_000);

    @Option(names = "--slots", split = ",", description = "that train at the same time, >= 1")
    private List<Integer> slots = List.of(8, 64, 512);

    @Option(names = "--versions", split = ",", description = "of a model in a directory store, >= 1")
    private List<Integer> versions = List.of(100, 1_000);

    @Option(names = "--json", description = "one JSON document on standard output")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        require("--trials", trials);
        require("--slots", slots);
        require("--versions", versions);
        var terminal = new Terminal(spec);
        ScaleFigures figures = ScaleFigures.measure(trials, slots, versions, terminal.progress());
        terminal.show(figures, figures.lines(), json);
        return 0;
    }

    private static void require(String option, List<Integer> numbers) {
        if (numbers.stream().anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException(option + " was " + numbers + " but each must be >= 1");
        }
    }
}
