package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Holds every JSON answer that a test gets against the OpenAPI document: its schema, and nothing that the schema does
 * not name.
 */
final class ApiContract {
    private static final ApiContract INSTANCE = new ApiContract();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "https://fieldmark.test/openapi.json";
    private static final String PROBLEM = "application/problem+json";

    private record Operation(Pattern path, String pointer) {}

    private final JsonNode document;
    private final List<Operation> paths;
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

    private ApiContract() {
        try (InputStream yaml = ApiContract.class.getResourceAsStream("/" + OpenApiResource.DOCUMENT)) {
            document = new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> composed = StreamSupport.stream(document.findValues("allOf").spliterator(), false)
                .flatMap(all -> all.findValuesAsText("$ref").stream())
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        document.at("/components/schemas").properties().forEach(schema -> {
            boolean part = composed.contains(schema.getKey());
            schema.getValue().forEach(inner -> close(inner, false));
            close(schema.getValue(), part);
        });
        paths = document.path("paths").properties().stream()
                .map(path -> new Operation(
                        Pattern.compile(path.getKey().replaceAll("\\{[^}]+}", "[^/]+")),
                        "/paths/" + path.getKey().replace("/", "~1")))
                .toList();
        // the document's own words around its schemas
        JsonMetaSchema meta = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .unknownKeywordFactory((keyword, config) -> new NonValidationKeyword(keyword))
                .build();
        schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                factory -> factory.metaSchema(meta)
                        .schemaLoaders(loaders -> loaders.schemas(Map.of(BASE, document.toString()))));
    }

    /** An object's schema takes no property that it does not name, unless others build upon it. */
    private static void close(JsonNode schema, boolean part) {
        boolean object = schema.has("properties") || schema.has("allOf");
        if (object && !part && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("unevaluatedProperties", false);
        }
        if (!schema.has("allOf")) {
            schema.forEach(inner -> close(inner, false));
        } else {
            schema.path("properties").forEach(inner -> close(inner, false));
        }
    }

    static void check(HttpResponse<String> response) {
        INSTANCE.holds(response);
    }

    private void holds(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        if (!type.endsWith("json") || response.body().isEmpty()) {
            return;
        }
        String path = response.request().uri().getRawPath().replaceAll("/$", "");
        String method = response.request().method().toLowerCase(Locale.ROOT);
        Optional<String> operation = paths.stream()
                .filter(each -> each.path().matcher(path).matches())
                .map(each -> each.pointer() + "/" + method)
                .filter(pointer -> !document.at(pointer).isMissingNode())
                .findFirst();
        String answer = operation
                .map(pointer -> answer(pointer, response.statusCode(), type))
                .orElse("");
        if (answer.isEmpty()) {
            // what any request may be told
            assertThat(type)
                    .as(method + " " + path + " " + response.statusCode())
                    .isEqualTo(PROBLEM);
            answer = "/components/schemas/Problem";
        }
        try {
            assertThat(known.computeIfAbsent(answer, this::schema).validate(JSON.readTree(response.body())))
                    .as(method + " " + path + " " + response.statusCode() + ": " + response.body())
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the answer's schema stands; empty where the operation does not name such an answer. */
    private String answer(String operation, int status, String type) {
        String pointer = operation + "/responses/" + status;
        JsonNode reference = document.at(pointer).path("$ref");
        String content =
                (reference.isMissingNode() ? pointer : reference.asText().substring(1)) + "/content/"
                        + type.replace("/", "~1") + "/schema";
        return document.at(content).isMissingNode() ? "" : content;
    }

    private JsonSchema schema(String pointer) {
        return schemas.getSchema(SchemaLocation.of(BASE + "#" + pointer));
    }
}
