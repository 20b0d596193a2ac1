package dev.fieldmark.jobs.cli;

import dev.fieldmark.store.StoreLocation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The root of the command line; {@code ./fieldmark} calls it. */
@Command(
        name = "fieldmark",
        mixinStandardHelpOptions = true,
        description = "Trains convolutional nets as checkpointed Flink jobs and serves the newest version of each.",
        subcommands = {
            BotCommand.class,
            ClusterCommand.class,
            DemoCommand.class,
            EvaluateCommand.class,
            IdentifyCommand.class,
            ModelsCommand.class,
            PredictCommand.class,
            PrepareCommand.class,
            ReportCommand.class,
            SampleCommand.class,
            SweepCommand.class
        })
public final class Fieldmark implements Runnable {
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** All commands, with {@link CommandErrors} for what goes wrong. */
    static CommandLine commandLine() {
        var errors = new CommandErrors();
        return new CommandLine(new Fieldmark())
                .registerConverter(StoreLocation.class, Fieldmark::storeLocation)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    private static StoreLocation storeLocation(String text) {
        try {
            return StoreLocation.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
