package dev.fieldmark.jobs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the command line and what came of it. */
record Cli(int exitCode, String out, String err) {
    static Cli run(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = String.valueOf(arguments[i]);
        }
        int exitCode = Fieldmark.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(texts);
        return new Cli(exitCode, out.toString(), err.toString());
    }
}
