package dev.fieldmark.api.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.store.Signature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OnnxNetTest {
    private static final Signature SIGNATURE = new Signature(
            "image",
            1,
            96,
            96,
            "keypoints",
            Keypoint.all().stream().map(Keypoint::label).toList());

    private static final OnnxNet.Runs NOBODY = (pictures, duration) -> {};

    private static final Signature WITH_RADII =
            Signature.withRadii("image", 1, 96, "keypoints", SIGNATURE.labels(), "radius90");

    @Test
    void answersWhatTheGraphSays() {
        float[] picture = new float[96 * 96];
        picture[96 * 5 + 3] = 0.5f;
        try (var net = open(TinyGraph.greyAt(3, 5), SIGNATURE, NOBODY)) {
            NetAnswer answer = net.predict(picture);
            assertThat(answer.values()).hasSize(30).containsOnly(127.5f);
            assertThat(answer.radii90()).isEmpty();
        }
    }

    @Test
    void answersEachOfManyWithItsOwn() throws Exception {
        assertThat(picturesAnswered(TinyGraph.greyAt(3, 5))).isEqualTo(8 * 256);
    }

    @Test
    void answersEachOfManyAloneWhereTheGraphTakesOnePicture() throws Exception {
        assertThat(picturesAnswered(TinyGraph.greyAtOfOnePicture(3, 5))).isEqualTo(8 * 256);
    }

    /** Eight threads ask each grey; gives how many pictures the runs had together. */
    private static int picturesAnswered(byte[] graph) throws Exception {
        var pictures = new AtomicInteger();
        var clients = Executors.newFixedThreadPool(8);
        try (var net = open(graph, SIGNATURE, (count, duration) -> pictures.addAndGet(count))) {
            List<Callable<float[]>> questions = IntStream.range(0, 8 * 256)
                    .<Callable<float[]>>mapToObj(i -> () -> {
                        float[] picture = new float[96 * 96];
                        picture[96 * 5 + 3] = i % 256 / 255f;
                        return net.predict(picture).values();
                    })
                    .toList();
            List<Future<float[]>> answers = clients.invokeAll(questions);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).hasSize(30).containsOnly(i % 256 / 255f * 255);
            }
            return pictures.get();
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void answersRadiiWhereTheGraphHasThem() {
        try (var net = open(TinyGraph.withRadius(7, 2.5f), WITH_RADII, NOBODY)) {
            NetAnswer answer = net.predict(new float[96 * 96]);
            assertThat(answer.values()).hasSize(30).containsOnly(7);
            assertThat(answer.radii90().orElseThrow()).hasSize(15).containsOnly(2.5f);
        }
    }

    @Test
    void answersProbabilitiesAndAScoreWhereTheGraphIsForSpecies() {
        var graph = new TinySpeciesGraph(8, 20, 2, true);
        try (var net = open(graph.bytes(), graph.signature(List.of("A", "B", "C")), NOBODY)) {
            NetAnswer answer = net.predict(new float[3 * 8 * 8]);
            assertThat(answer.values()).hasSize(3).containsOnly(1 / 3f);
            assertThat(answer.score()).contains(2f);
        }
    }

    @Test
    void refusesASpeciesGraphOfFewerLabels() {
        Signature two = TinySpeciesGraph.SURE.signature(List.of("A", "B"));
        assertThatThrownBy(() -> open(TinySpeciesGraph.SURE.bytes(), two, NOBODY))
                .hasMessage("graph's output 'probabilities' has shape [n, 3] but must have [1, 2]");
    }

    @Test
    void refusesAGraphWhoseRadiiAreNotInItsSignature() {
        assertThatThrownBy(() -> open(TinyGraph.withRadius(7, 2.5f), SIGNATURE, NOBODY))
                .hasMessage("graph has outputs [keypoints, radius90] but must have 'keypoints' alone");
    }

    @Test
    void refusesAGraphWithoutTheRadiiOfItsSignature() {
        assertThatThrownBy(() -> open(TinyGraph.constant(7), WITH_RADII, NOBODY))
                .hasMessage("graph has outputs [keypoints] but must have 'keypoints' and 'radius90' alone");
    }

    @Test
    void refusesBytesThatAreNoGraph() {
        byte[] noGraph = "no graph".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> open(noGraph, SIGNATURE, NOBODY))
                .isInstanceOf(GraphException.class)
                .hasMessageStartingWith("ONNX Runtime refuses the graph: ");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> open(new byte[0], SIGNATURE, NOBODY))
                .isInstanceOf(GraphException.class)
                .hasMessageStartingWith("ONNX Runtime refuses the graph: ");
    }

    @Test
    void refusesAnotherInputName() {
        assertRefused(
                new TinyGraph("picture", "keypoints", 96, new long[30], 1, 0),
                "graph has inputs [picture] but must have 'image' alone");
    }

    @Test
    void refusesAnotherOutputName() {
        assertRefused(
                new TinyGraph("image", "points", 96, new long[30], 1, 0),
                "graph has outputs [points] but must have 'keypoints' alone");
    }

    @Test
    void refusesAnotherInputSize() {
        assertRefused(
                new TinyGraph("image", "keypoints", 48, new long[30], 1, 0),
                "graph's input 'image' has shape [n, 1, 48, 96] but must have [1, 1, 96, 96]");
    }

    @Test
    void refusesAnotherOutputSize() {
        assertRefused(
                new TinyGraph("image", "keypoints", 96, new long[28], 1, 0),
                "graph's output 'keypoints' has shape [n, 28] but must have [1, 30]");
    }

    @Test
    void refusesAPictureOfAnotherSize() {
        try (var net = open(TinyGraph.constant(1), SIGNATURE, NOBODY)) {
            assertThatThrownBy(() -> net.predict(new float[10])).hasMessage("picture had 10 values but must have 9216");
        }
    }

    @Test
    void namesOfLabelsCount() {
        var oneLabel = new Signature("image", 1, 96, 96, "keypoints", List.of("nose_tip"));
        assertThatThrownBy(() -> open(TinyGraph.constant(1), oneLabel, NOBODY))
                .hasMessage("graph's output 'keypoints' has shape [n, 30] but must have [1, 2]");
    }

    private static OnnxNet open(byte[] graph, Signature signature, OnnxNet.Runs runs) {
        try (var memory = new NativeMemory()) {
            return OnnxNet.open(memory.take(graph.length).put(graph).flip(), signature, 1, runs);
        }
    }

    private static void assertRefused(TinyGraph graph, String message) {
        assertThatThrownBy(() -> open(graph.bytes(), SIGNATURE, NOBODY))
                .isInstanceOf(GraphException.class)
                .hasMessage(message);
    }
}
