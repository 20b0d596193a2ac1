package dev.fieldmark.api.oip;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.store.ModelName;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answer to an inference request, as JSON. */
@RegisterForReflection
record InferAnswer(
        @JsonProperty("model_name") ModelName modelName,
        @JsonProperty("model_version") String modelVersion,
        Optional<String> id,
        List<Output> outputs) {
    /** @param data absent where it is sent as bytes behind the JSON */
    @RegisterForReflection
    record Output(
            String name, List<Integer> shape, String datatype, Optional<Size> parameters, Optional<Object> data) {}

    @RegisterForReflection
    record Size(@JsonProperty("binary_data_size") int bytes) {}

    /** @param binary whether it is sent as bytes behind the JSON */
    record Tensor(String name, List<Integer> shape, TensorContent content, boolean binary) {}

    static Response response(
            ModelName model, String version, Optional<String> id, List<Tensor> tensors, ObjectMapper json)
            throws IOException {
        var outputs = new ArrayList<Output>();
        var binary = new ByteArrayOutputStream();
        for (Tensor tensor : tensors) {
            Optional<Size> size = Optional.empty();
            Optional<Object> data = Optional.empty();
            if (tensor.binary) {
                byte[] bytes = tensor.content.bytes();
                binary.writeBytes(bytes);
                size = Optional.of(new Size(bytes.length));
            } else {
                data = Optional.of(tensor.content.json());
            }
            outputs.add(new Output(tensor.name, tensor.shape, tensor.content.datatype(), size, data));
        }
        byte[] head = json.writeValueAsBytes(new InferAnswer(model, version, id, outputs));
        if (tensors.stream().noneMatch(Tensor::binary)) {
            return Response.ok(head, MediaType.APPLICATION_JSON_TYPE).build();
        }
        var body = new ByteArrayOutputStream(head.length + binary.size());
        body.writeBytes(head);
        binary.writeTo(body);
        return Response.ok(body.toByteArray(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(InferBody.JSON_LENGTH, head.length)
                .build();
    }
}
