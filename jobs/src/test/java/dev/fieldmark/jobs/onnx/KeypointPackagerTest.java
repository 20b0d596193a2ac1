package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointErrors;
import dev.fieldmark.jobs.data.DatasetWriter;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Preparation;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import dev.fieldmark.jobs.sample.SampleFaces;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeypointPackagerTest {
    private static final ModelName MODEL = new ModelName("keypoints");
    private static final KeypointGroup EYES =
            new KeypointGroup(EnumSet.range(Keypoint.LEFT_EYE_CENTER, Keypoint.RIGHT_EYEBROW_OUTER_END));
    private static final KeypointGroup MOUTH =
            new KeypointGroup(EnumSet.range(Keypoint.NOSE_TIP, Keypoint.MOUTH_CENTER_BOTTOM_LIP));

    @TempDir
    Path folder;

    private Path dataset;
    private Path best;
    private Path packed;

    @BeforeEach
    void prepareFaces() throws IOException {
        dataset = folder.resolve("faces");
        best = folder.resolve("best.zip");
        packed = Files.createDirectory(folder.resolve("packed"));
        DatasetWriter.write(dataset, Preparation.of("drawn.csv"), SampleFaces.draw(3, 90));
    }

    @Test
    void packsTheBestWeightsOfATraining() throws Exception {
        var plan = plan(TinyNets.recipe("net7", Map.of("batch-norm", "true", "contrast", "standardize")));
        double validLoss = train(plan);

        var draft = new KeypointPackager()
                .pack(List.of(new Member("model", plan, best)), MODEL, PublishedNets.provenance(3), packed);

        assertThat(draft.task()).isEqualTo("keypoints");
        assertThat(draft.files()).containsOnlyKeys("model.dl4j.zip", "model.onnx");
        assertThat(draft.signature()).isEqualTo(KeypointGraph.signature());
        assertThat(draft.metrics())
                .containsOnlyKeys("coverage-90", "mean-radius-90", "rmse-pixels", "rows", "valid-mse");
        assertThat(draft.metrics().get("valid-mse")).isCloseTo(validLoss, within(1e-6 * validLoss));
        FaceSet faces = validation(plan);
        assertThat(draft.metrics().get("rows")).isEqualTo(faces.size());
        assertThat(draft.metrics().get("rmse-pixels")).isEqualTo(rmseOfServedGraph(draft, faces), within(1e-9));
    }

    @Test
    void packsTheSameBytesTwice() throws Exception {
        var plan = plan(TinyNets.recipe("net2", Map.of()));
        train(plan);
        var again = Files.createDirectory(folder.resolve("again"));

        new KeypointPackager()
                .pack(List.of(new Member("model", plan, best)), MODEL, PublishedNets.provenance(3), packed);
        new KeypointPackager()
                .pack(List.of(new Member("model", plan, best)), MODEL, PublishedNets.provenance(3), again);

        for (String file : List.of(ModelDraft.ONNX, ModelDraft.DL4J)) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(packed.resolve(file));
        }
    }

    @Test
    void givesNoDraftOfANetWhoseExportCanNotBeProved() throws Exception {
        var recipe = TinyNets.recipe("net2", Map.of());
        var net = TinyNets.net(recipe);
        net.params().putScalar(net.params().length() - 1, Double.NaN);
        ModelSerializer.writeModel(net, best.toFile(), false);

        assertThatThrownBy(() -> new KeypointPackager()
                        .pack(
                                List.of(new Member("model", plan(recipe), best)),
                                MODEL,
                                PublishedNets.provenance(3),
                                packed))
                .isInstanceOf(ParityException.class)
                .hasMessageContaining("at mouth_center_bottom_lip_y of row");
        assertThat(packed.resolve(ModelDraft.DL4J)).doesNotExist();
    }

    @Test
    void publishesAVersionThatAnswersFromTheStore() throws Exception {
        var plan = plan(TinyNets.recipe("net2", Map.of()));
        train(plan);
        var draft = new KeypointPackager()
                .pack(List.of(new Member("model", plan, best)), MODEL, PublishedNets.provenance(3), packed);
        var store = DirectoryModelStore.open(folder.resolve("store"));

        store.publish(draft);

        try (var graph = OnnxNet.open(store.read(MODEL, new ModelVersion(1), ModelDraft.ONNX), 1)) {
            FaceSet faces = validation(plan);
            double rmse = KeypointErrors.of(graph.keypoints(faces), faces.targets())
                    .rmsePixels()
                    .orElseThrow();
            assertThat(store.manifest(MODEL, new ModelVersion(1)).metrics()).containsEntry("rmse-pixels", rmse);
        }
    }

    @Test
    void packsSpecialistsIntoOneGraphWithACheckpointOfEach() throws Exception {
        Member eyes = untrained("eyes", EYES, TinyNets.recipe("net1", Map.of("flip-average", "true")));
        Member mouth = untrained("nose_mouth", MOUTH, TinyNets.recipe("hourglass", Map.of("contrast", "standardize")));
        var draft = new KeypointPackager().pack(List.of(eyes, mouth), MODEL, PublishedNets.provenance(3), packed);

        assertThat(draft.files()).containsOnlyKeys("eyes.dl4j.zip", "model.onnx", "nose_mouth.dl4j.zip");
        FaceSet faces = validation(eyes.plan());
        assertThat(draft.metrics().get("rmse-pixels")).isEqualTo(rmseOfServedGraph(draft, faces), within(1e-9));
        var store = DirectoryModelStore.open(folder.resolve("store"));
        store.publish(draft);
        assertThat(store.verify(MODEL)).isEmpty();
        assertThat(store.read(MODEL, new ModelVersion(1), "eyes.dl4j.zip")).isEqualTo(Files.readAllBytes(eyes.best()));
        byte[] graph = store.read(MODEL, new ModelVersion(1), ModelDraft.ONNX);
        try (var session = OrtEnvironment.getEnvironment().createSession(graph)) {
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("members", "eyes,nose_mouth")
                    .containsEntry("network", "net1,hourglass")
                    .containsEntry("contrast", "none,standardize");
        }
    }

    @Test
    void refusesMembersThatCanNotBeOneVersion() throws Exception {
        Member eyes = untrained("eyes", EYES, TinyNets.recipe("net1", Map.of()));
        Member sameName = new Member("eyes", plan(eyes.plan().recipe()), eyes.best());

        assertThatThrownBy(() -> new KeypointPackager()
                        .pack(List.of(eyes, sameName), MODEL, PublishedNets.provenance(3), packed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("member was named eyes like another but must have a name of its own");
        assertThatThrownBy(() -> new KeypointPackager().pack(List.of(eyes), MODEL, PublishedNets.provenance(3), packed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no net learned nose_tip, ");
        assertThat(packed).isEmptyDirectory();
        assertThatThrownBy(() -> new Member("../eyes", eyes.plan(), eyes.best()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("file name was '../eyes.dl4j.zip' but must match ");
    }

    private Member untrained(String name, KeypointGroup group, Recipe recipe) throws IOException {
        Path weights = folder.resolve(name);
        ModelSerializer.writeModel(TinyNets.net(recipe), weights.toFile(), false);
        var plan = new TrainingPlan(dataset, 0.3, Rows.COMPLETE, group, recipe, 7, 2, 2, 2, 1, Optional.empty());
        return new Member(name, plan, weights);
    }

    private double train(TrainingPlan plan) throws IOException {
        var results = new ArrayList<EpochResult>();
        try (var training = new Dl4jEngine().start(plan)) {
            while (!training.over()) {
                results.add(training.trainEpoch());
            }
            training.saveBest(best);
        }
        return results.stream()
                .min(Comparator.comparing(EpochResult::validLoss))
                .orElseThrow()
                .validLoss();
    }

    private TrainingPlan plan(Recipe recipe) {
        return new TrainingPlan(dataset, 0.3, recipe, 7, 2, 2, 1);
    }

    private static FaceSet validation(TrainingPlan plan) throws IOException {
        return PreparedDataset.open(plan.dataset()).faces(Side.VALIDATION, plan.validationFraction());
    }

    private static double rmseOfServedGraph(ModelDraft draft, FaceSet faces) throws IOException {
        Path onnx = draft.files().getOrDefault(ModelDraft.ONNX, Path.of("missing"));
        try (var graph = OnnxNet.open(Files.readAllBytes(onnx), 1)) {
            return KeypointErrors.of(graph.keypoints(faces), faces.targets())
                    .rmsePixels()
                    .orElseThrow();
        }
    }
}
