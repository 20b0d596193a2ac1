package dev.fieldmark.jobs.spec;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the mistakes of one file, so that they are told together. */
final class Problems {
    private final String file;
    private final Set<String> problems = new LinkedHashSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(String problem) {
        problems.add(file + ": " + problem);
    }

    void broken(String path, Object was, String rule) {
        add(path + " was " + was + " but must be " + rule);
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new SpecException(List.copyOf(problems));
        }
    }
}
