package dev.fieldmark.jobs.onnx;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A DL4J layer's weights as constants of a graph. */
record LayerWeights(OnnxGraph graph, String layer, Map<String, INDArray> table) {
    /** Adds weights as they lie; gives the name. */
    String add(String key) {
        return add(key, of(key));
    }

    /** Adds weights that were made of the layer's; gives the name. */
    String add(String key, INDArray values) {
        return graph.constant(layer + "." + key, values.dup('c').data().asFloat(), values.shape());
    }

    /** Adds weights as a row; gives the name. */
    String addRow(String key) {
        return addRow(key, of(key));
    }

    /** The same of what was made of the layer's. */
    String addRow(String key, INDArray values) {
        return add(key, values.reshape(values.length()));
    }

    INDArray of(String key) {
        INDArray weights = table.get(key);
        if (weights == null) {
            throw new IllegalArgumentException("layer " + layer + ": weights was " + table.keySet()
                    + " but must be some with " + key + " to be exported");
        }
        return weights;
    }
}
