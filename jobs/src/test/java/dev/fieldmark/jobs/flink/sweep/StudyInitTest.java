package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.spec.SpecException;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.train.InitialWeights;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.TestFaces;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyInitTest {
    private static final ModelName FACES = new ModelName("faces");
    /** Of a dataset without rows. */
    private static final String CONTENT = Sha256.hex(new byte[0]);

    private static final String KEYS = "keys";
    private static final double FRACTION = 0.2;
    private static final SweepIntervals INTERVALS = new SweepIntervals(Duration.ofSeconds(1), Duration.ofSeconds(1));

    @TempDir
    private static Path checkpoints;

    @TempDir
    private Path folder;

    private static Path first;
    private static Path second;

    @BeforeAll
    static void trainTwoNets() throws IOException {
        first = trained(1);
        second = trained(2);
    }

    private static Path trained(long seed) throws IOException {
        FaceSet faces = TestFaces.of(6, 1);
        var plan =
                new TrainingPlan(Path.of("drawn"), 0.3, Recipe.of("net1", Map.of("dense-units", "2")), seed, 1, 1, 1);
        Path file = checkpoints.resolve("net" + seed + ".zip");
        try (Training training = new Dl4jEngine((any, side) -> faces).start(plan)) {
            training.trainEpoch();
            training.saveBest(file);
        }
        return file;
    }

    private DatasetManifest dataset() {
        return new DatasetManifest(
                1, "faces.csv", 0, 0, 0, 0, new TreeMap<>(), List.of(), CONTENT, FRACTION, 0, 0, KEYS, false);
    }

    private DirectoryModelStore store() {
        return DirectoryModelStore.open(folder.resolve("store"));
    }

    /** A version that was trained on this dataset, split so. */
    private void publish(Path checkpoint, String content, String keys, double fraction, String... parents)
            throws IOException {
        publish(Map.of(ModelDraft.DL4J, checkpoint), content, keys, fraction, parents);
    }

    private void publish(Map<String, Path> checkpoints, String content, String keys, double fraction, String... parents)
            throws IOException {
        var files = new TreeMap<>(checkpoints);
        files.put(ModelDraft.ONNX, Files.writeString(folder.resolve("graph"), "graph"));
        store().publish(new ModelDraft(
                FACES,
                "keypoints",
                files,
                new Signature("in", 1, 96, 96, "out", List.of("nose")),
                new TreeMap<>(Map.of("rmse-pixels", 2.0)),
                new Provenance(
                        "earlier",
                        "f" + store().versions(FACES).size(),
                        0,
                        1,
                        content,
                        StudyHashes.split(keys, fraction),
                        new TreeMap<>(Map.of(Provenance.VALIDATION_FRACTION, String.valueOf(fraction))),
                        List.of(parents),
                        new TreeMap<>())));
    }

    private SubmittedSweep open(String study, String init, String network) throws Exception {
        String yaml = """
                version: 1
                study: %s
                task: {kind: keypoints}
                network: %s
                seed: 1
                init: {from: %s}
                budget: {trials: 2, max-epochs: 3}
                """.formatted(study, network, init)
                + (network.equals("net1") ? "space: {dense-units: 2}\n" : "space: {width: 2}\n");
        var request = new StudyRequest(
                "s.yaml",
                folder.resolve("data").toString(),
                folder.resolve("store").toString(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                StudyRequest.Photos.NONE,
                DatasetKind.KEYPOINTS);
        return SubmittedSweep.open(yaml, request, FileLocation.of(folder.resolve("studies")), dataset(), INTERVALS);
    }

    private StudyInit init(String from) throws Exception {
        return open("s", from, "net1").init().orElseThrow();
    }

    private static InitialWeights weights(SubmittedSweep sweep) throws Exception {
        return sweep.setup()
                .plan(new Trial(0, new TreeMap<>(Map.of("dense-units", "2"))))
                .init()
                .orElseThrow();
    }

    @Test
    void aStudyStaysAtTheVersionWithWhichItBeganWhereverTheAliasMoves() throws Exception {
        publish(first, CONTENT, KEYS, FRACTION);
        SubmittedSweep begun = open("s", "faces@latest", "net1");
        assertThat(weights(begun).read()).isEqualTo(Files.readAllBytes(first));
        assertThat(begun.init().orElseThrow().lines()).containsExactly("from faces@1: all 2 layers copied");

        publish(second, CONTENT, KEYS, FRACTION);
        SubmittedSweep again = open("s", "faces@latest", "net1");
        assertThat(again.init()).isEqualTo(begun.init());
        assertThat(again.setup().hashes()).isEqualTo(begun.setup().hashes());
        assertThat(weights(again)).isEqualTo(weights(begun));

        SubmittedSweep other = open("t", "faces@latest", "net1");
        assertThat(other.init().orElseThrow().parents()).containsExactly("faces@2");
        assertThat(other.init().orElseThrow().sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(second)));
        assertThat(other.setup().hashes().fingerprint())
                .isNotEqualTo(begun.setup().hashes().fingerprint());
    }

    @Test
    void theWeightsArePartOfWhatAStudyIs() throws Exception {
        publish(first, CONTENT, KEYS, FRACTION);
        StudyHashes one = open("s", "faces@latest", "net1").setup().hashes();
        publish(second, CONTENT, KEYS, FRACTION);
        FileLocation.of(folder.resolve("studies")).deleteTree();

        assertThat(open("s", "faces@latest", "net1").setup().hashes().fingerprint())
                .isNotEqualTo(one.fingerprint());
    }

    @Test
    void rowsThatTheVersionWasTrainedOnMustNotValidate() throws Exception {
        publish(first, CONTENT, KEYS, 0.1);
        refused("faces@1 was trained on rows that would validate here: it validated on 0.1 of this data, this study"
                + " would on 0.2; make validation.fraction at most 0.1, or start from another version");

        publish(first, CONTENT, "other keys", FRACTION);
        refused("faces@2 was trained on this data split by other groups, so that rows it was trained on would validate"
                + " here; prepare the data as for faces@2, or start from another version");

        publish(first, CONTENT, KEYS, FRACTION, "faces@1");
        refused("faces@1 was trained on rows that would validate here");
    }

    @Test
    void aVersionWithoutASingleNetIsRefused() throws Exception {
        publish(Map.of("eyes.dl4j.zip", first, "mouth.dl4j.zip", second), CONTENT, KEYS, FRACTION);
        refused("faces@1 joins nets (eyes.dl4j.zip, mouth.dl4j.zip) and has no model.dl4j.zip: a single net is needed");

        publish(Map.of(), CONTENT, KEYS, FRACTION);
        refused("faces@2 has no model.dl4j.zip");
    }

    private void refused(String why) {
        assertThatThrownBy(() -> open("s", "faces", "net1"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("s.yaml: init.from was faces, but " + why);
        assertThat(folder.resolve("studies")).doesNotExist();
    }

    @Test
    void aVersionThatValidatedOnMoreKnowsNoRowThatValidatesHere() throws Exception {
        publish(first, CONTENT, KEYS, 0.3);

        assertThat(init("faces@latest").cautions()).isEmpty();
    }

    @Test
    void whatCannotBeToldIsSaid() throws Exception {
        publish(first, "other data", KEYS, FRACTION);
        publish(first, CONTENT, KEYS, FRACTION, "faces@1", "gone@3");

        assertThat(init("faces@2").cautions())
                .containsExactly(
                        "faces@1 was trained on other data: whether that had pictures that validate here can't be told",
                        "gone@3 is gone from the store: whether it was trained on pictures that validate here can't be"
                                + " told");
        assertThat(init("faces@2").parameters())
                .containsEntry("init-from", "faces@2")
                .containsKeys("init-sha256", "init-cautions");
    }

    @Test
    void ofAFileNothingIsKnown() throws Exception {
        StudyInit init = init(first.toString());

        assertThat(init.parents()).isEmpty();
        assertThat(init.cautions())
                .containsExactly("whether " + first
                        + ", of which nothing is known, was trained on pictures that validate" + " here can't be told");
    }

    @Test
    void weightsThatAreOfNoUseAreRefusedBeforeAnythingStarts() throws Exception {
        publish(first, CONTENT, KEYS, FRACTION);
        Path text = Files.writeString(folder.resolve("text.zip"), "text");

        assertThatThrownBy(() -> open("s", "faces@1", "hourglass"))
                .isInstanceOf(SpecException.class)
                .hasMessage("s.yaml: init.from was faces@1, but the net of trial 0 has no layer in common with it");
        assertThatThrownBy(() -> open("s", "faces@9", "net1"))
                .hasMessage("s.yaml: init.from was faces@9, but faces@9: no such version in the store");
        assertThatThrownBy(() -> open("s", "absent.zip", "net1"))
                .hasMessage("s.yaml: init.from was absent.zip, but there is no such file");
        assertThatThrownBy(() -> open("s", text.toString(), "net1"))
                .hasMessageStartingWith(
                        "s.yaml: init.from was " + text + ", but " + text + " was no checkpoint of DL4J");
        assertThat(folder.resolve("studies")).doesNotExist();
    }
}
