package dev.fieldmark.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code kubectl kustomize} makes of a folder. */
record Rendered(String folder, List<JsonNode> objects) {
    static final List<String> FOLDERS = List.of("overlays/local", "overlays/gpu", "overlays/s3", "sweep");

    private static final YAMLMapper YAML = new YAMLMapper();

    static Rendered of(String folder) throws IOException, InterruptedException {
        assumeTrue(isOnPath("kubectl"), "kubectl is not on the PATH: manifests can't be rendered");
        Process kustomize =
                new ProcessBuilder("kubectl", "kustomize", folder).redirectErrorStream(true).start();
        String output = new String(kustomize.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (kustomize.waitFor() != 0) {
            throw new AssertionError("kubectl kustomize " + folder + ": " + output);
        }
        try (var documents = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(new YAMLFactory().createParser(output))) {
            return new Rendered(folder, documents.readAll());
        }
    }

    Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    boolean has(String kind, String name) {
        return ofKind(kind).anyMatch(object -> name(object).equals(name));
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    private static boolean isOnPath(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
