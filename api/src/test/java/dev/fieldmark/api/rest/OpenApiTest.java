package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document and the resources say the same. */
final class OpenApiTest {
    private static final String PACKAGE = "dev.fieldmark.api";

    private final JsonNode document;

    OpenApiTest() throws IOException {
        try (InputStream yaml = OpenApiTest.class.getResourceAsStream("/" + OpenApiResource.DOCUMENT)) {
            document = new YAMLMapper().readTree(yaml);
        }
    }

    @Test
    void namesEveryPathAndMethodThatIsAnsweredAndNoOther() throws Exception {
        Set<String> documented = new TreeSet<>();
        for (var path : document.path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(member -> documented.add(member + " " + path.getKey()));
        }
        documented.removeIf(member -> member.startsWith("parameters "));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(answered());
    }

    @Test
    void refersToNothingThatIsNotThere() {
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
    }

    /** A client that is generated from it names its methods by them. */
    @Test
    void givesEveryOperationAnIdOfItsOwnAndASummary() throws Exception {
        List<String> ids = document.path("paths").findValuesAsText("operationId");
        assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(answered());
        assertThat(document.path("paths").findValuesAsText("summary")).hasSameSizeAs(ids);
    }

    private static Set<String> answered() throws IOException, URISyntaxException {
        return resources()
                .filter(resource -> resource != OpenApiResource.class)
                .flatMap(resource -> Stream.of(resource.getDeclaredMethods())
                        .flatMap(method -> httpMethod(method).map(http -> http + " " + path(resource) + path(method))))
                .collect(Collectors.toSet());
    }

    private static Stream<Class<?>> resources() throws IOException, URISyntaxException {
        var classes = java.nio.file.Path.of(OpenApiResource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<java.nio.file.Path> files = Files.walk(classes.resolve(PACKAGE.replace('.', '/')))) {
            return files
                    .map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, OpenApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> httpMethod(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .flatMap(Stream::ofNullable)
                .map(http -> http.value().toLowerCase(Locale.ROOT));
    }

    private static String path(AnnotatedElement annotated) {
        return Optional.ofNullable(annotated.getAnnotation(Path.class))
                .map(Path::value)
                .orElse("");
    }
}
