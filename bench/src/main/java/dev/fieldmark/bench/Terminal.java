package dev.fieldmark.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** What a command says while it measures, and in the end. */
record Terminal(CommandSpec spec) {
    /** Tells what it is at. */
    Consumer<String> progress() {
        PrintWriter err = spec.commandLine().getErr();
        return what -> {
            err.println(spec.name() + ": " + what);
            err.flush();
        };
    }

    /**
     * Prints what was measured.
     *
     * @param lines the same for people
     * @param json whether as one JSON document
     */
    void show(Object figures, List<String> lines, boolean json) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(figures));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }
}
