package dev.fieldmark.api.oip;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Signature;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model as the protocol tells of it.
 *
 * @param versions that may be asked for
 */
record ModelMetadata(
        ModelName name, List<String> versions, String platform, List<Tensor> inputs, List<Tensor> outputs) {
    private static final int ANY = -1;

    /** @param shape -1 is the number of pictures */
    record Tensor(String name, String datatype, List<Integer> shape) {
        static Tensor of(String name, List<Integer> shape) {
            return new Tensor(
                    name,
                    Inputs.FP32,
                    Stream.concat(Stream.of(ANY), shape.stream()).toList());
        }
    }

    static ModelMetadata of(ModelName name, List<ModelVersion> versions, Signature signature) {
        return new ModelMetadata(
                name,
                versions.stream().map(ModelVersion::toString).toList(),
                "onnxruntime_onnx",
                List.of(Tensor.of(signature.input(), signature.inputShape())),
                signature.outputShapes().entrySet().stream()
                        .map(output -> Tensor.of(output.getKey(), output.getValue()))
                        .toList());
    }
}
