package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.train.Inheritance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights of a net that was trained before, by layer. */
final class Checkpoint {
    private static final String CONFIGURATION = "configuration.json";

    private final Map<String, Map<String, INDArray>> layers;

    private Checkpoint(Map<String, Map<String, INDArray>> layers) {
        this.layers = layers;
    }

    /**
     * Reads what {@link Networks#write} wrote.
     *
     * @throws IOException where it is something else, with what it is
     */
    static Checkpoint read(byte[] bytes) throws IOException {
        NativeBackend.load();
        String configuration = configuration(bytes);
        if (!configuration.contains("\"vertices\"")) {
            throw new IOException(
                    configuration.contains("\"confs\"")
                            ? "was a MultiLayerNetwork, as versions of before nets were graphs hold it, but must be a"
                                    + " ComputationGraph: train it again"
                            : "was no checkpoint of DL4J but must be a zip with the " + CONFIGURATION
                                    + " of a ComputationGraph");
        }
        try {
            return new Checkpoint(
                    layers(ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes), false)));
        } catch (RuntimeException e) {
            throw new IOException("was a broken checkpoint of DL4J: " + e.getMessage(), e);
        }
    }

    private static String configuration(byte[] bytes) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(CONFIGURATION)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }

    /** Copies what fits into this net: running means and variances too. */
    Inheritance copyTo(ComputationGraph net) {
        Inheritance inheritance = inheritance(net);
        layers(net).forEach((layer, own) -> {
            if (inheritance.copied().contains(layer)) {
                of(layer)
                        .forEach((name, weights) ->
                                Objects.requireNonNull(own.get(name)).assign(weights));
            }
        });
        return inheritance;
    }

    private Map<String, INDArray> of(String layer) {
        return layers.getOrDefault(layer, Map.of());
    }

    /** What {@link #copyTo} would copy. */
    Inheritance inheritance(ComputationGraph net) {
        Map<String, Map<String, INDArray>> own = layers(net);
        List<String> copied = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        List<String> drawn = new ArrayList<>();
        own.forEach((layer, weights) -> {
            Map<String, INDArray> theirs = of(layer);
            String there = Networks.shapes(theirs);
            String here = Networks.shapes(weights);
            if (theirs.isEmpty()) {
                drawn.add(layer);
            } else if (there.equals(here)) {
                copied.add(layer);
            } else {
                differing.add(layer + " (there " + there + "; here " + here + ")");
            }
        });
        List<String> unused = layers.keySet().stream()
                .filter(layer -> !own.containsKey(layer))
                .toList();
        return new Inheritance(copied, differing, drawn, unused);
    }

    /** Those that have weights, in the net's order. */
    private static Map<String, Map<String, INDArray>> layers(ComputationGraph net) {
        var layers = new LinkedHashMap<String, Map<String, INDArray>>();
        for (Layer layer : net.getLayers()) {
            Map<String, INDArray> weights = layer.paramTable(false);
            if (!weights.isEmpty()) {
                layers.put(layer.conf().getLayer().getLayerName(), weights);
            }
        }
        return layers;
    }
}
