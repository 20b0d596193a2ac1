package dev.fieldmark.bench;

import dev.fieldmark.store.StoreLocation;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./fieldmark bench} starts. */
@Command(
        name = "bench",
        description = "Measures the product beside others.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BatchBench.class,
            FlinkBench.class,
            IdentifyBench.class,
            LearnCommand.class,
            PhotosBench.class,
            PrepareBench.class,
            RecordCommand.class,
            ScaleBench.class,
            ServeBench.class,
            SweepBench.class,
            TrainCommand.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .registerConverter(StoreLocation.class, StoreLocation::of)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("bench: " + failure.getMessage());
                    return failure instanceof IllegalArgumentException ? 2 : 1;
                });
    }
}
