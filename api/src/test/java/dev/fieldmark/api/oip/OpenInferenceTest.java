package dev.fieldmark.api.oip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.api.Guides;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.api.onnx.TinySpeciesGraph;
import dev.fieldmark.api.rest.Client;
import dev.fieldmark.api.rest.StoreFolder;
import dev.fieldmark.store.ModelName;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(StoreFolder.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class OpenInferenceTest {
    private static final ModelName FACES = new ModelName("tensor-faces");
    private static final ModelName BUTTERFLIES = ModelName.ofGroup(Guides.BUTTERFLIES.group());
    private static final String FACES_INFER = "/v2/models/" + FACES + "/infer";
    private static final String BUTTERFLIES_INFER = "/v2/models/" + BUTTERFLIES + "/infer";
    private static final int FACE = 96 * 96;
    private static final int PLANE = 8 * 8;

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    private Client client;

    /**
     * Faces: the first version answers 7, the second one 12 with a radius of 2.25. Butterflies: red, green and blue are the
     * three species.
     */
    @BeforeEach
    void publish() throws Exception {
        client = Client.of(base);
        if (!store.store().models().contains(BUTTERFLIES)) {
            store.publish(FACES, "keypoints", TinyGraph.constant(7));
            store.publishWithRadii(FACES, TinyGraph.withRadius(12, 2.25f), "radius90");
            store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.SURE);
        }
        client.awaitReadiness(FACES + "@2", BUTTERFLIES + "@1");
    }

    @Test
    void tellsOfTheServer() throws Exception {
        JsonNode server = client.get("/v2").json();
        PublishedSchema.assertServer(server);
        assertThat(server.path("name").asText()).isEqualTo("fieldmark");
        assertThat(server.path("extensions").toString()).isEqualTo("[\"binary_tensor_data\",\"classification\"]");
        assertThat(client.get("/v2/").json()).isEqualTo(server);
        assertThat(client.get("/v2/health/live").status()).isEqualTo(200);
        assertThat(client.get("/v2/health/ready").status()).isEqualTo(200);
    }

    @Test
    void tellsOfAModelWithItsShapes() throws Exception {
        PublishedSchema.assertModel(client.get("/v2/models/" + FACES).json());
        assertThat(client.get("/v2/models/" + FACES).response().body()).isEqualTo("""
                {"name":"tensor-faces","versions":["1","2"],"platform":"onnxruntime_onnx",\
                "inputs":[{"name":"image","datatype":"FP32","shape":[-1,1,96,96]}],\
                "outputs":[{"name":"keypoints","datatype":"FP32","shape":[-1,30]},\
                {"name":"radius90","datatype":"FP32","shape":[-1,15]}]}""");
        assertThat(client.get("/v2/models/" + FACES + "/versions/1").json().path("outputs"))
                .hasSize(1);
        assertThat(client.get("/v2/models/" + BUTTERFLIES).response().body()).isEqualTo("""
                {"name":"species-butterflies","versions":["1"],"platform":"onnxruntime_onnx",\
                "inputs":[{"name":"image","datatype":"FP32","shape":[-1,3,8,8]}],\
                "outputs":[{"name":"probabilities","datatype":"FP32","shape":[-1,3]},\
                {"name":"score","datatype":"FP32","shape":[-1]}]}""");
    }

    @Test
    void saysWhetherAModelIsReady() throws Exception {
        assertThat(client.get("/v2/models/" + FACES + "/ready").response().body())
                .isEqualTo("{\"name\":\"tensor-faces\",\"ready\":true}");
        assertThat(client.get("/v2/models/" + FACES + "/versions/1/ready").status())
                .isEqualTo(200);
        client.get("/v2/models/nobody/ready").assertProblem(404, "Not Found", "there is no model 'nobody'");
        client.get("/v2/models/" + FACES + "/versions/9/ready")
                .assertProblem(404, "Not Found", "model tensor-faces has no version '9'");
    }

    @Test
    void infersFromFlatJson() throws Exception {
        var answer = client.post(FACES_INFER, "application/json", faces("\"id\":\"42\",", 1, zeros(FACE)));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        PublishedSchema.assertAnswer(answer.json(), "42");
        assertThat(answer.response().body())
                .isEqualTo("{\"model_name\":\"tensor-faces\",\"model_version\":\"2\",\"id\":\"42\",\"outputs\":["
                        + "{\"name\":\"keypoints\",\"shape\":[1,30],\"datatype\":\"FP32\",\"data\":["
                        + repeat("12.0", 30) + "]},"
                        + "{\"name\":\"radius90\",\"shape\":[1,15],\"datatype\":\"FP32\",\"data\":["
                        + repeat("2.25", 15) + "]}]}");
    }

    @Test
    void infersByTheVersionThatIsNamed() throws Exception {
        for (String version : new String[] {"1", "previous"}) {
            JsonNode answer = client.post(
                            "/v2/models/" + FACES + "/versions/" + version + "/infer",
                            "application/json",
                            faces("", 1, zeros(FACE)))
                    .json();
            assertThat(answer.path("model_version").asText()).isEqualTo("1");
            assertThat(answer.has("id")).isFalse();
            assertThat(answer.path("outputs")).hasSize(1);
            assertThat(answer.path("outputs").path(0).path("data").path(29).asDouble())
                    .isEqualTo(7);
        }
    }

    @Test
    void infersABatchOfNestedJson() throws Exception {
        String red = colours("1", "0", "0");
        String blue = colours("0", "0", "1");
        JsonNode answer = client.post(
                        BUTTERFLIES_INFER, "application/json", species("", "[2,3,8,8]", "[" + red + "," + blue + "]"))
                .json();
        PublishedSchema.assertAnswer(answer, "");
        assertThat(answer.path("outputs").path(0).path("shape").toString()).isEqualTo("[2,3]");
        assertThat(answer.path("outputs").path(1).path("shape").toString()).isEqualTo("[2]");
        JsonNode probabilities = answer.path("outputs").path(0).path("data");
        assertThat(probabilities.path(0).asDouble()).isGreaterThan(0.99);
        assertThat(probabilities.path(2).asDouble()).isLessThan(0.01);
        assertThat(probabilities.path(3).asDouble()).isLessThan(0.01);
        assertThat(probabilities.path(5).asDouble()).isGreaterThan(0.99);
        assertThat(answer.path("outputs").path(1).path("data").toString()).isEqualTo("[1.0,1.0]");
    }

    @Test
    void givesTheOutputsThatAreAskedForInThatOrder() throws Exception {
        JsonNode answer = client.post(
                        BUTTERFLIES_INFER,
                        "application/json",
                        species("\"outputs\":[{\"name\":\"score\"}],", "[1,3,8,8]", "[" + colours("1", "0", "0") + "]"))
                .json();
        assertThat(answer.path("outputs").findValuesAsText("name")).containsExactly("score");
    }

    @Test
    void classifies() throws Exception {
        String outputs = "\"outputs\":[{\"name\":\"probabilities\",\"parameters\":{\"classification\":2}}],";
        JsonNode answer = client.post(
                        BUTTERFLIES_INFER,
                        "application/json",
                        species(
                                outputs,
                                "[2,3,8,8]",
                                "[" + colours("1", "0", "0") + "," + colours("0", "0", "1") + "]"))
                .json();
        PublishedSchema.assertAnswer(answer, "");
        assertThat(answer.path("outputs").toString()).isEqualTo("""
                [{"name":"probabilities","shape":[2,2],"datatype":"BYTES","data":[\
                "1.000000:0:Vanessa atalanta","0.000000:1:Vanessa cardui",\
                "1.000000:2:Pieris rapae","0.000000:0:Vanessa atalanta"]}]""");
        JsonNode all = client.post(
                        BUTTERFLIES_INFER,
                        "application/json",
                        species(outputs.replace("2", "99"), "[1,3,8,8]", "[" + colours("1", "0", "0") + "]"))
                .json();
        assertThat(all.path("outputs").path(0).path("shape").toString()).isEqualTo("[1,3]");
    }

    @Test
    void takesAndGivesBytes() throws Exception {
        String request = """
                {"id":"b","inputs":[{"name":"image","shape":[2,3,8,8],"datatype":"FP32",\
                "parameters":{"binary_data_size":1536}}],"parameters":{"binary_data_output":true},"outputs":[\
                {"name":"score","parameters":{"binary_data":false}},{"name":"probabilities"}]}""";
        ByteBuffer pictures = ByteBuffer.allocate(1536).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 2 * 3 * PLANE; i++) {
            pictures.putFloat(i / PLANE == 1 || i / PLANE == 5 ? 1 : 0); // green, then blue
        }
        Binary answer = binary(request, pictures.array());
        assertThat(answer.json.path("id").asText()).isEqualTo("b");
        assertThat(answer.json.path("outputs").toString()).isEqualTo("""
                [{"name":"score","shape":[2],"datatype":"FP32","data":[1.0,1.0]},\
                {"name":"probabilities","shape":[2,3],"datatype":"FP32","parameters":{"binary_data_size":24}}]""");
        assertThat(answer.rest.remaining()).isEqualTo(24);
        assertThat(answer.rest.getFloat(4)).isGreaterThan(0.99f);
        assertThat(answer.rest.getFloat(20)).isGreaterThan(0.99f);
    }

    /** As Triton's own clients ask for classes when they are told nothing else. */
    @Test
    void givesClassesAsBytes() throws Exception {
        String request = """
                {"inputs":[{"name":"image","shape":[1,3,8,8],"datatype":"FP32","parameters":{"binary_data_size":768}}],\
                "outputs":[{"name":"probabilities","parameters":{"binary_data":true,"classification":1}}]}""";
        Binary answer = binary(request, new byte[768]);
        assertThat(answer.json.path("outputs").path(0).path("datatype").asText())
                .isEqualTo("BYTES");
        byte[] text = new byte[answer.rest.getInt()];
        answer.rest.get(text);
        assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("0.333333:0:Vanessa atalanta");
        assertThat(answer.rest.hasRemaining()).isFalse();
    }

    @Test
    void takesAnyContentTypeAndNone() throws Exception {
        byte[] request = faces("", 1, zeros(FACE));
        for (String type :
                new String[] {"application/octet-stream", "application/x-www-form-urlencoded", "text/plain"}) {
            assertThat(client.post(FACES_INFER, type, request).status()).isEqualTo(200);
        }
        var bare = HttpRequest.newBuilder(base.resolve(FACES_INFER)).POST(BodyPublishers.ofByteArray(request));
        assertThat(client.send(bare).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoNumberOnTheWayOut() throws Exception {
        client.post(
                        BUTTERFLIES_INFER,
                        "application/json",
                        species("", "[1,3,8,8]", "[" + colours("3e38", "3e38", "3e38") + "]"))
                .assertProblem(400, "Bad Request", "the model answers (NaN|Infinity) in output '.*");
    }

    /** The protocol's clients read {@code error}; everybody else a problem as everywhere. */
    @Test
    void saysProblemsInTheProtocolsOwnFormToo() throws Exception {
        for (var answer : List.of(
                client.post(FACES_INFER, "application/json", "{}".getBytes(StandardCharsets.UTF_8)),
                client.post(FACES_INFER, "application/json", new byte[0]),
                client.post(FACES_INFER, "application/json", new byte[(1 << 20) + 1]),
                client.post("/v2/models/nobody/infer", "application/json", new byte[1]),
                client.get(FACES_INFER),
                client.get("/v2/nowhere"))) {
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
            PublishedSchema.assertError(answer.json());
            assertThat(answer.json().path("error").asText())
                    .isEqualTo(answer.json().path("detail").asText());
        }
        client.get(FACES_INFER).assertProblem(405, "Method Not Allowed", "the method was GET but must be POST");
        assertThat(client.get("/nowhere").json().has("error")).isFalse();
    }

    private record Binary(JsonNode json, ByteBuffer rest) {}

    private Binary binary(String json, byte[] tensor) throws IOException, InterruptedException {
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = client.http()
                .send(
                        HttpRequest.newBuilder(base.resolve(BUTTERFLIES_INFER))
                                .header("Content-Type", "application/octet-stream")
                                .header("Inference-Header-Content-Length", Integer.toString(head.length))
                                .POST(BodyPublishers.concat(
                                        BodyPublishers.ofByteArray(head), BodyPublishers.ofByteArray(tensor)))
                                .build(),
                        BodyHandlers.ofByteArray());
        byte[] body = response.body();
        assertThat(response.statusCode())
                .as(new String(body, StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
        int length = Integer.parseInt(
                response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
        return new Binary(
                new ObjectMapper().readTree(body, 0, length),
                ByteBuffer.wrap(body, length, body.length - length).slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static byte[] faces(String members, int count, String data) {
        return ("{" + members + "\"inputs\":[{\"name\":\"image\",\"shape\":[" + count
                        + ",1,96,96],\"datatype\":\"FP32\",\"data\":" + data + "}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] species(String members, String shape, String data) {
        return ("{" + members + "\"inputs\":[{\"name\":\"image\",\"shape\":" + shape
                        + ",\"datatype\":\"FP32\",\"data\":" + data + "}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String zeros(int count) {
        return "[" + repeat("0", count) + "]";
    }

    /** A picture of three planes, as an array of three of eight of eight. */
    private static String colours(String red, String green, String blue) {
        return Stream.of(red, green, blue)
                .map(value -> "[" + repeat("[" + repeat(value, 8) + "]", 8) + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String repeat(String value, int count) {
        return String.join(",", Collections.nCopies(count, value));
    }
}
