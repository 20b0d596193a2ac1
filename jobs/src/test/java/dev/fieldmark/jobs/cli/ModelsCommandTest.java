package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    private static final ModelName FACES = new ModelName("faces");

    private final Path store;
    private final Path graph;

    ModelsCommandTest(@TempDir Path folder) {
        store = folder.resolve("store");
        graph = folder.resolve("graph");
    }

    @BeforeEach
    void twoVersions() throws IOException {
        Files.writeString(graph, "a graph");
        publish(0);
        publish(1);
    }

    private void publish(int trial) {
        DirectoryModelStore.open(store)
                .publish(new ModelDraft(
                        FACES,
                        "keypoints",
                        new TreeMap<>(Map.of(ModelDraft.ONNX, graph)),
                        new Signature("image", 1, 96, 96, "points", List.of("nose_tip")),
                        new TreeMap<>(Map.of(ModelManifest.RMSE_PIXELS, 2.125 - trial)),
                        new Provenance(
                                "study",
                                "f00d",
                                trial,
                                1,
                                "dada",
                                "5b17",
                                new TreeMap<>(Map.of("momentum", "0.9")),
                                List.of(),
                                new TreeMap<>())));
    }

    private Cli models(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "models";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--store";
        all[all.length - 1] = store;
        return Cli.run(all);
    }

    private static JsonNode json(Cli cli) throws IOException {
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return new ObjectMapper().readTree(cli.out());
    }

    @Test
    void listsModels() throws IOException {
        Cli cli = models("list");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines())
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("MODEL  VERSIONS  LATEST  METRIC    CREATED"),
                        row -> assertThat(row).matches("faces +2 +2 +1\\.125 px +\\d{4}-.*Z"));
        JsonNode json = json(models("list", "--json"));
        assertThat(json.at("/0/model").asText()).isEqualTo("faces");
        assertThat(json.at("/0/aliases/latest").asInt()).isEqualTo(2);
        assertThat(json.at("/0/latestMetrics/rmse-pixels").asDouble()).isEqualTo(1.125);
    }

    @Test
    void showsVersionsOrOne() throws IOException {
        assertThat(models("show", "faces").out().lines())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("VERSION"),
                        one -> assertThat(one).matches(" +1 +previous +2\\.125 px +study +0 .*"),
                        two -> assertThat(two).matches(" +2 +latest +1\\.125 px +study +1 .*"));
        assertThat(models("show", "faces@previous").out()).contains("faces@1", "momentum             0.9");
        JsonNode json = json(models("show", "faces@1", "--json"));
        assertThat(json.at("/manifest/provenance/parameters/momentum").asText()).isEqualTo("0.9");
        assertThat(json.at("/aliases/0").asText()).isEqualTo("previous");
    }

    @Test
    void verifyTellsEveryProblemAndFails() throws IOException {
        assertThat(models("verify").out()).isEqualTo("2 versions: sound" + System.lineSeparator());
        Files.writeString(store.resolve("faces/v000001/model.onnx"), "another");
        Files.writeString(store.resolve("faces/v000002/more"), "x");
        Cli cli = models("verify");
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out().lines())
                .satisfiesExactly(
                        one -> assertThat(one).contains("v000001/model.onnx: sha256 was"),
                        two -> assertThat(two).endsWith("v000002/more: is not in manifest.json"),
                        sum -> assertThat(sum).isEqualTo("2 versions: 2 problems"));
        assertThat(models("verify", "faces@2").exitCode()).isEqualTo(1);
        assertThat(models("verify", "faces@2", "--json").out()).contains("\"versions\" : 1");
    }

    @Test
    void movesAnAlias() {
        assertThat(models("alias", "faces@1", "champion").out()).startsWith("faces: champion is 1, is new");
        assertThat(models("alias", "faces@latest", "champion").out()).startsWith("faces: champion is 2, was 1");
        assertThat(DirectoryModelStore.open(store).resolve(FACES, "champion")).contains(new ModelVersion(2));
    }

    @Test
    void rollsBackAndTellsWhatMoved() {
        assertThat(models("rollback", "faces").out().lines())
                .containsExactly("faces: latest is 1, was 2", "faces: previous is 2, was 1");
        assertThat(models("rollback", "faces").out()).startsWith("faces: latest is 2, was 1");
    }

    @Test
    void collectsGarbageOrSaysWhatWouldGo() {
        publish(2);
        Cli plan = models("gc", "--dry-run", "--keep", "1");
        assertThat(plan.out().lines())
                .satisfiesExactly(
                        one -> assertThat(one).contains("v000001 ", "no alias"),
                        sum -> assertThat(sum).startsWith("would remove 1, "));
        assertThat(models("list").out()).contains(" 3 ");
        assertThat(models("gc", "--keep", "1").out()).contains("removed 1, ");
        assertThat(DirectoryModelStore.open(store).versions(FACES)).hasSize(2);
    }

    @Test
    void badInputIsOneLineAndExitCodeTwo() {
        assertBad(
                Cli.run("models", "list", "--store", store.resolve("no")),
                "is missing but must be the folder of a model store");
        assertBad(models("show", "eyes"), "eyes@latest: no such model in the store");
        assertBad(models("show", "faces@9"), "faces@9: no such version in the store");
        assertBad(models("show", "../x"), "model name was '../x' but must match");
        assertBad(models("verify", "eyes"), "eyes: no such model in the store");
        assertBad(models("alias", "faces@1", "A B"), "alias was 'A B' but must match");
        assertBad(models("gc", "--keep", "0"), "keep was 0 but must be >= 1");
        assertBad(Cli.run("models", "list"), "--store");
    }

    private static void assertBad(Cli cli, String message) {
        assertThat(cli.err().lines()).singleElement().asString().contains(message);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
    }
}
