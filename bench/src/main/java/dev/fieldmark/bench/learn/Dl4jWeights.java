package dev.fieldmark.bench.learn;

import dev.fieldmark.bench.torch.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A DL4J net's weights as PyTorch has them: dense layers are [out, in] there and [in, out] here. */
final class Dl4jWeights {
    private Dl4jWeights() {}

    /** In the order of the layers: weight and bias, or gamma and beta. */
    static List<Tensor> of(ComputationGraph net) {
        return Stream.of(net.getLayers()).flatMap(Dl4jWeights::of).toList();
    }

    private static Stream<Tensor> of(Layer layer) {
        Set<String> names = layer.paramTable(false).keySet();
        return Stream.of("W", "b", "gamma", "beta")
                .filter(names::contains)
                .map(name -> name.equals("W") ? weight(layer.getParam(name)) : vector(layer.getParam(name)));
    }

    private static Tensor weight(INDArray weight) {
        return tensor(weight.rank() == 2 ? weight.transpose() : weight);
    }

    private static Tensor vector(INDArray row) {
        return tensor(row.reshape(row.length()));
    }

    private static Tensor tensor(INDArray array) {
        return new Tensor(
                Arrays.stream(array.shape()).boxed().toList(),
                array.dup('c').data().asFloat());
    }
}
