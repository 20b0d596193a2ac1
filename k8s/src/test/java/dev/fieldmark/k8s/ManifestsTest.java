package dev.fieldmark.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ManifestsTest {
    static List<String> folders() {
        return Rendered.FOLDERS;
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyObjectIsWhatItsKindSays(String folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        assertThat(rendered.objects()).isNotEmpty();
        assertThat(rendered.objects().stream().flatMap(object -> StrictModels.problem(object).stream()))
                .isEmpty();
    }

    @Test
    void aFieldThatNoKindHasIsAnError() throws Exception {
        Rendered rendered = Rendered.of("overlays/local");
        JsonNode deployment = rendered.ofKind("Deployment").findFirst().orElseThrow();
        container(deployment).put("readinesProbe", 1);
        assertThat(StrictModels.problem(deployment)).hasValueSatisfying(why -> assertThat(why)
                .contains("readinesProbe"));
        JsonNode flink = rendered.ofKind("FlinkDeployment").findFirst().orElseThrow();
        ((ObjectNode) flink.path("spec").path("taskManager")).put("slots", 1);
        assertThat(StrictModels.problem(flink)).hasValueSatisfying(why -> assertThat(why).contains("slots"));
    }

    private static ObjectNode container(JsonNode deployment) {
        return (ObjectNode)
                deployment.path("spec").path("template").path("spec").path("containers").path(0);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyObjectButTheNamespaceIsInIt(String folder) throws Exception {
        assertThat(Rendered.of(folder).objects())
                .filteredOn(object -> !object.path("kind").asText().equals("Namespace"))
                .allSatisfy(object -> assertThat(object.path("metadata").path("namespace").asText())
                        .as(Rendered.name(object))
                        .isEqualTo("fieldmark"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void whatIsNamedIsThere(String folder) throws Exception {
        Rendered named = Rendered.of(folder);
        // the sweep lives in the namespace of an overlay
        Rendered there = folder.equals("sweep") ? Rendered.of("overlays/local") : named;
        assertThat(text(named, "serviceAccountName", "serviceAccount"))
                .allMatch(name -> there.has("ServiceAccount", name));
        assertThat(text(named, "claimName")).allMatch(name -> there.has("PersistentVolumeClaim", name));
        assertThat(text(named, "deploymentName")).allMatch(name -> there.has("FlinkDeployment", name));
        assertThat(named.objects().stream()
                        .flatMap(object -> object.findValues("configMapRef").stream())
                        .map(reference -> reference.path("name").asText()))
                .allMatch(name -> there.has("ConfigMap", name));
        named.ofKind("HorizontalPodAutoscaler")
                .map(scaler -> scaler.path("spec").path("scaleTargetRef").path("name").asText())
                .forEach(target -> assertThat(there.has("Deployment", target)).isTrue());
    }

    private static Stream<String> text(Rendered rendered, String... fields) {
        return rendered.objects().stream()
                .flatMap(object -> Stream.of(fields).flatMap(field -> object.findValuesAsText(field).stream()))
                .filter(name -> !name.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void whateverSelectsTheApiFindsIt(String folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        Optional<JsonNode> api = rendered.ofKind("Deployment").findFirst();
        if (api.isEmpty()) {
            assertThat(folder).isEqualTo("sweep");
            return;
        }
        JsonNode labels = api.get().path("spec").path("template").path("metadata").path("labels");
        assertThat(rendered.ofKind("Service").map(service -> service.path("spec").path("selector")))
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(has(labels, selector)).isTrue());
        assertThat(rendered.ofKind("PodDisruptionBudget")
                        .map(budget -> budget.path("spec").path("selector").path("matchLabels")))
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(has(labels, selector)).isTrue());
        JsonNode service = rendered.ofKind("Service").findFirst().orElseThrow();
        assertThat(rendered.ofKind("ServiceMonitor")
                        .map(monitor -> monitor.path("spec").path("selector").path("matchLabels")))
                .isNotEmpty()
                .allSatisfy(selector ->
                        assertThat(has(service.path("metadata").path("labels"), selector)).isTrue());
    }

    private static boolean has(JsonNode labels, JsonNode selector) {
        return selector.properties().stream()
                .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void noContainerMayBecomeMoreThanItIs(String folder) throws Exception {
        List<JsonNode> pods = Rendered.of(folder).objects().stream()
                .flatMap(object -> Stream.of(
                        object.path("spec").path("podTemplate").path("spec"),
                        object.path("spec").path("template").path("spec")))
                .filter(pod -> !pod.isMissingNode())
                .toList();
        assertThat(pods).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.path("securityContext").path("seccompProfile").path("type").asText())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.path("containers")).isNotEmpty().allSatisfy(container -> {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("allowPrivilegeEscalation")).isEqualTo(
                        com.fasterxml.jackson.databind.node.BooleanNode.FALSE);
                assertThat(security.path("capabilities").path("drop").path(0).asText()).isEqualTo("ALL");
            });
        });
    }

    @Test
    void theApiWritesToNothingButMemory() throws Exception {
        JsonNode api = Rendered.of("overlays/s3").ofKind("Deployment").findFirst().orElseThrow();
        assertThat(container(api).path("securityContext").path("readOnlyRootFilesystem").asBoolean())
                .isTrue();
        JsonNode volumes = api.path("spec").path("template").path("spec").path("volumes");
        assertThat(StreamSupport.stream(volumes.spliterator(), false).map(volume -> volume.path("name").asText()))
                .containsExactly("tmp");
    }

    @Test
    void onS3NothingOfFlinksOwnIsOnTheVolume() throws Exception {
        JsonNode flink = Rendered.of("overlays/s3").ofKind("FlinkDeployment").findFirst().orElseThrow();
        Map<String, String> settings = FlinkSettings.of(flink).toMap();
        assertThat(settings.get("high-availability.storageDir")).startsWith("s3://");
        assertThat(settings.get("execution.checkpointing.savepoint-dir")).startsWith("s3://");
    }

    @Test
    void noSecretIsInAManifest() throws Exception {
        for (String folder : Rendered.FOLDERS) {
            assertThat(Rendered.of(folder).ofKind("Secret")).isEmpty();
        }
    }
}
