package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneInput;
import dev.fieldmark.jobs.backbone.BackboneInput.Channels;
import dev.fieldmark.jobs.backbone.BackboneInput.Layout;
import dev.fieldmark.jobs.backbone.CachedFeatures;
import dev.fieldmark.jobs.backbone.FeatureScale;
import dev.fieldmark.jobs.backbone.FeatureShard;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.data.WholeFolder;
import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import dev.fieldmark.jobs.photos.NegativeFolder;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.photos.TestPhotos;
import dev.fieldmark.jobs.species.Softmax;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadPackagerTest {
    private static final ModelName MODEL = new ModelName("species-samples");
    private static final int SIDE = 40; // no multiple of 16: a head does not halve them
    private static final double FRACTION = 0.25;

    /** As torchvision's nets want it, with another order. */
    private static final BackboneInput INPUT =
            new BackboneInput(1, List.of(0.4, 0.45, 0.5), List.of(0.2, 0.25, 0.3), Layout.NCHW, Channels.BGR);

    @TempDir
    Path folder;

    private Path data;
    private Backbone backbone;
    private byte[] model;

    @BeforeEach
    void computeFeatures() throws Exception {
        Path input = TestPhotos.draw(folder.resolve("in"), 12);
        Path birds = TestPhotos.drawNegatives(folder.resolve("birds"), 10);
        data = TestPhotos.prepare(input, NegativeFolder.read(birds, input), folder.resolve("data"), SIDE, List.of());
        model = TinyBackbone.bytes(SIDE, "classes");
        backbone = new Backbone("tiny.onnx", dev.fieldmark.jobs.data.Sha256.hex(model), "Relu_1", INPUT);
        PhotoDataset dataset = PhotoDataset.open(data);
        try (WholeFolder features = WholeFolder.create(CachedFeatures.folder(data, dataset.manifest(), backbone));
                BackboneNet net = BackboneNet.open(backbone, model, SIDE)) {
            CachedFeatures.writeModel(features, model);
            List<FeatureShard> shards = new ArrayList<>();
            for (int shard = 0; shard < dataset.manifest().shards().size(); shard++) {
                shards.add(FeatureShard.write(features.aside(), shard, net.features(dataset.pixels(shard))));
            }
            CachedFeatures.finish(features, model, net.length(), shards);
        }
    }

    private Member trained(String name, String... settings) throws IOException {
        Map<String, String> own = new HashMap<>(Map.of("batch-size", "8"));
        for (int i = 0; i < settings.length; i += 2) {
            own.put(settings[i], settings[i + 1]);
        }
        var subject = new Subject.Features(new Subject.Photos(SIDE, 3), backbone, TinyBackbone.FEATURES);
        var plan = new TrainingPlan(data, FRACTION, Recipe.of(subject, "head", own), 1, 4, 4, 1);
        Path best = folder.resolve(name + ".zip");
        try (var training = new Dl4jEngine().start(plan)) {
            double first = training.trainEpoch().trainLoss();
            double last = first;
            while (!training.over()) {
                last = training.trainEpoch().trainLoss();
            }
            assertThat(last).isLessThan(first);
            training.saveBest(best);
        }
        return new Member(name, plan, best);
    }

    private ModelDraft packed(Member... members) throws Exception {
        Path files = Files.createDirectory(folder.resolve("packed"));
        return new SpeciesPackager().pack(List.of(members), MODEL, PublishedNets.provenance(1), files);
    }

    /** By the user's own file in ONNX Runtime, the preprocessing by hand, and DL4J's weights. */
    private double[] logits(byte[] photo, boolean mirrored, Path head) throws Exception {
        float[] pixels = new float[photo.length];
        for (int i = 0; i < photo.length; i++) {
            int channel = i / (SIDE * SIDE);
            int column = i % SIDE;
            int from =
                    (2 - channel) * SIDE * SIDE + i % (SIDE * SIDE) - column + (mirrored ? SIDE - 1 - column : column);
            double sample = Byte.toUnsignedInt(photo[from]) / 255.0;
            pixels[i] =
                    (float) ((sample - INPUT.mean().get(channel)) / INPUT.std().get(channel));
        }
        float[] features = means(pixels);
        FeatureScale scale = FeatureScale.of(
                CachedFeatures.open(PhotoDataset.open(data), backbone).photos(Side.TRAIN, FRACTION));
        var net = ModelSerializer.restoreComputationGraph(head.toFile(), false);
        double[] logits = new double[3];
        for (int species = 0; species < 3; species++) {
            logits[species] = net.getParam("output_b").getDouble(species);
            for (int i = 0; i < features.length; i++) {
                double seen = (features[i] - scale.mean()[i]) / scale.deviation()[i];
                logits[species] += seen * net.getParam("output_W").getDouble(i, species);
            }
        }
        return logits;
    }

    private float[] means(float[] pixels) throws Exception {
        byte[] planes = TinyBackbone.bytes(SIDE, "planes");
        var environment = OrtEnvironment.getEnvironment();
        try (var session = environment.createSession(planes);
                var tensor =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), new long[] {1, 3, SIDE, SIDE});
                var result = session.run(Map.of("pixels", tensor))) {
            float[][][] one = ((float[][][][]) result.get(0).getValue())[0];
            float[] means = new float[one.length];
            for (int plane = 0; plane < one.length; plane++) {
                double sum = 0;
                for (float[] row : one[plane]) {
                    for (float value : row) {
                        sum += value;
                    }
                }
                means[plane] = (float) (sum / one[plane].length / one[plane][0].length);
            }
            return means;
        }
    }

    @Test
    void theServedGraphAnswersAsBackboneAndHeadDoApart() throws Exception {
        Member both = trained("trial-0000", "label-smoothing", "0.05");
        Member alone = trained("trial-0001", "flip-average", "false", "dropout", "0");

        ModelDraft draft = packed(both, alone);

        assertThat(draft.metrics()).containsKeys("top1", "ece", "auroc", "temperature");
        double temperature = Objects.requireNonNull(draft.metrics().get("temperature"));
        byte[][] photos =
                PhotoDataset.open(data).photos(Side.VALIDATION, FRACTION).pixels();
        byte[] onnx = Files.readAllBytes(draft.files().get(ModelDraft.ONNX));
        try (var graph = SpeciesNet.open(onnx, draft.signature(), 1)) {
            SpeciesNet.Answers answers = graph.answers(photos);
            for (int photo = 0; photo < photos.length; photo++) {
                double[] plain = logits(photos[photo], false, both.best());
                double[] mirrored = logits(photos[photo], true, both.best());
                double[] other = logits(photos[photo], false, alone.best());
                double[] cooled = new double[3];
                for (int i = 0; i < 3; i++) {
                    cooled[i] = ((plain[i] + mirrored[i]) / 2 + other[i]) / 2 / temperature;
                }
                double[] expected = Softmax.of(cooled);
                for (int i = 0; i < 3; i++) {
                    assertThat((double) answers.probabilities()[photo][i]).isCloseTo(expected[i], within(1e-4));
                }
            }
        }
        assertThat(new String(onnx, java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("what only the classes need is left out")
                .contains("backbone/kernel")
                .doesNotContain("backbone/weights", "MatMul");
    }

    @Test
    void aHiddenLayerIsJoinedToo() throws Exception {
        assertThat(packed(trained("model", "hidden-units", "6")).files()).containsKey(ModelDraft.ONNX);
    }

    @Test
    void featuresThatAreGoneOrDamagedAreNamed() throws Exception {
        Member member = trained("model");
        Path features = CachedFeatures.folder(data, PhotoDataset.open(data).manifest(), backbone);
        Path shard = features.resolve("features-00001.bin");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[7] ^= 1;
        Files.write(shard, bytes);

        assertThatThrownBy(() -> new Dl4jEngine().start(member.plan()))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("features-00001.bin: sha256 was ");

        Files.delete(features.resolve("features.json"));
        assertThatThrownBy(() -> new Dl4jEngine().start(member.plan()))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("is missing: run the sweep again");
    }
}
