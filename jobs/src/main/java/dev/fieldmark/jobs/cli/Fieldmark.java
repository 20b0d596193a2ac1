package dev.fieldmark.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

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
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
