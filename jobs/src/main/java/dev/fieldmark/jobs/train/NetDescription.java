package dev.fieldmark.jobs.train;

import java.util.List;

/**
 * A net, layer by layer.
 *
 * @param weights of all its layers, running means and variances among them
 */
public record NetDescription(List<Layer> layers, long weights) {
    public NetDescription {
        layers = List.copyOf(layers);
    }

    /**
     * One layer.
     *
     * @param output its shape for one picture, e.g. {@code 32 x 94 x 94}
     * @param shapes of its weights by name, e.g. {@code W 32 x 1 x 3 x 3, b 1 x 32}; empty where it has none
     */
    public record Layer(String name, String output, String shapes) {}
}
