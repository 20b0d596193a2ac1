package dev.fieldmark.api.oip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * What the protocol's published OpenAPI definition (kserve/open-inference-protocol, {@code open_inference_rest.yaml})
 * requires of each answer: members, and what they are.
 */
final class PublishedSchema {
    private static final Set<String> DATATYPES = Set.of(
            "BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64",
            "BYTES");

    private PublishedSchema() {}

    static void assertServer(JsonNode server) {
        assertTexts(server, "name", "version");
        assertThat(server.path("extensions")).isNotEmpty().allMatch(JsonNode::isTextual);
    }

    static void assertModel(JsonNode model) {
        assertTexts(model, "name", "platform");
        assertThat(model.path("versions")).isNotEmpty().allMatch(JsonNode::isTextual);
        for (String side : List.of("inputs", "outputs")) {
            assertThat(model.path(side)).isNotEmpty().allSatisfy(PublishedSchema::assertTensor);
        }
    }

    /** @param id of the request; empty where it had none */
    static void assertAnswer(JsonNode answer, String id) {
        assertTexts(answer, "model_name", "model_version");
        assertThat(answer.path("id").asText()).isEqualTo(id);
        assertThat(answer.path("outputs")).isNotEmpty().allSatisfy(output -> {
            assertTensor(output);
            JsonNode data = output.path("data");
            assertThat(data.isArray()).isTrue();
            long count = 1;
            for (JsonNode size : output.path("shape")) {
                count *= size.asLong();
            }
            assertThat(data).hasSize(Math.toIntExact(count));
            assertThat(data)
                    .allMatch(
                            output.path("datatype").asText().equals("BYTES")
                                    ? JsonNode::isTextual
                                    : JsonNode::isNumber);
        });
    }

    static void assertError(JsonNode error) {
        assertTexts(error, "error");
    }

    private static void assertTensor(JsonNode tensor) {
        assertTexts(tensor, "name", "datatype");
        assertThat(tensor.path("datatype").asText()).isIn(DATATYPES);
        assertThat(tensor.path("shape")).isNotEmpty().allMatch(JsonNode::isIntegralNumber);
    }

    private static void assertTexts(JsonNode object, String... members) {
        for (String member : members) {
            assertThat(object.path(member).asText()).as(member).isNotEmpty();
            assertThat(object.path(member).isTextual()).as(member).isTrue();
        }
    }
}
