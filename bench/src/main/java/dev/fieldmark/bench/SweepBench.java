package dev.fieldmark.bench;

import dev.fieldmark.bench.sweep.SweepFigures;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench sweep}. */
@Command(
        name = "sweep",
        description = {
            "How well samplers and pruners search, through the product's own study but without training: on functions",
            "whose least value is known, and on learning curves of real nets that 'bench record' wrote. And what share of",
            "their time slots wait so that a study's table never depends on timing. Takes a minute or two on one core."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class SweepBench implements Callable<Integer> {
    @Option(names = "--seeds", description = "repetitions, >= 1")
    private int seeds = 20;

    @Option(names = "--json", description = "one JSON document on standard output; what never was is \"Infinity\"")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds was " + seeds + " but must be >= 1");
        }
        var terminal = new Terminal(spec);
        SweepFigures figures = SweepFigures.measure(seeds, terminal.progress());
        terminal.show(figures, figures.lines(), json);
        return 0;
    }
}
