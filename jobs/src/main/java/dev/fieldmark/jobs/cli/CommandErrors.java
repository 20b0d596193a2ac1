package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.spec.SpecException;
import dev.fieldmark.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What a user reads when a command fails: one line, without a stack. Exit code 2 where the user can mend it (bad usage,
 * spec, data or store), 1 where the medium failed. Anything else is our mistake, and keeps its stack.
 */
final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + e.getMessage() + " (" + name + " --help explains)");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (e instanceof SpecException || e instanceof StoreException || e instanceof BadDataException) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }
}
