package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.files.ObjectStores;
import dev.fieldmark.store.StoreLocation;
import java.util.function.Function;
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
        ObjectStores.useSurroundings();
        System.exit(commandLine().execute(args));
    }

    /** All commands, with {@link CommandErrors} for what goes wrong. */
    static CommandLine commandLine() {
        var errors = new CommandErrors();
        return new CommandLine(new Fieldmark())
                .registerConverter(StoreLocation.class, text -> converted(text, StoreLocation::of))
                .registerConverter(FileLocation.class, text -> converted(text, FileLocation::of))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    private static <T> T converted(String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
