package dev.fieldmark.jobs.spec;

import java.util.List;

/** A sweep spec has mistakes: all of them, each with its file, its place, what was there and what must be. */
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public SpecException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each, in the order of the spec's keys. */
    public List<String> problems() {
        return problems;
    }
}
