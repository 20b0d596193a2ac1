package dev.fieldmark.jobs.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Which layers of a net start from the weights of another. A layer is copied whole or not at all: where all its weights
 * have the shapes that the layer of that name has there.
 *
 * @param copied names of the layers that are copied
 * @param differing layers that are there in other shapes, and are drawn: name and both shapes
 * @param drawn names of layers that are not there, and are drawn
 * @param unused names of layers that are there alone
 */
public record Inheritance(List<String> copied, List<String> differing, List<String> drawn, List<String> unused) {
    public Inheritance {
        copied = List.copyOf(copied);
        differing = List.copyOf(differing);
        drawn = List.copyOf(drawn);
        unused = List.copyOf(unused);
    }

    /** For people: all on one line. */
    @Override
    public String toString() {
        int layers = copied.size() + differing.size() + drawn.size();
        List<String> parts = new ArrayList<>();
        parts.add(
                copied.size() == layers
                        ? "all " + layers + " layers copied"
                        : copied.size() + " of " + layers + " layers copied");
        add(parts, "drawn anew for their shapes", differing);
        add(parts, "drawn anew, for they are not there", drawn);
        add(parts, "not used", unused);
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, String what, List<String> layers) {
        if (!layers.isEmpty()) {
            parts.add(what + ": " + String.join(", ", layers));
        }
    }
}
