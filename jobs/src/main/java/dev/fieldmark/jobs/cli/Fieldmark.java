package dev.fieldmark.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line; {@code ./fieldmark} calls it. */
@Command(
        name = "fieldmark",
        mixinStandardHelpOptions = true,
        description = "Trains convolutional nets as checkpointed Flink jobs and serves the newest version of each.",
        subcommands = {EvaluateCommand.class, PrepareCommand.class, SampleCommand.class})
public final class Fieldmark implements Runnable {
    public static void main(String[] args) {
        System.exit(new CommandLine(new Fieldmark()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
