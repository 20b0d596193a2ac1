package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.KeypointGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointGraphTest {
    private static final FaceSet FACES = TinyNets.faces(5);
    private static final KeypointGroup EYES =
            new KeypointGroup(EnumSet.range(Keypoint.LEFT_EYE_CENTER, Keypoint.RIGHT_EYEBROW_OUTER_END));
    private static final KeypointGroup MOUTH =
            new KeypointGroup(EnumSet.range(Keypoint.NOSE_TIP, Keypoint.MOUTH_CENTER_BOTTOM_LIP));

    @TempDir
    Path folder;

    @Test
    void eachPointComesFromTheSpecialistThatLearnedIt() throws Exception {
        Dl4jNet eyes = net("net1", Map.of("contrast", "standardize", "flip-average", "true"), EYES);
        Dl4jNet mouth = net("hourglass", Map.of(), MOUTH);

        Answers joint = provenAnswers(new JointNet(List.of(eyes, mouth)));

        Answers ofEyes = answers(alone(eyes));
        Answers ofMouth = answers(alone(mouth));
        for (int face = 0; face < FACES.size(); face++) {
            for (Keypoint point : Keypoint.all()) {
                Answers owner = EYES.points().contains(point) ? ofEyes : ofMouth;
                assertThat(x(joint, face, point)).isCloseTo(x(owner, face, point), within(1e-4));
                assertThat(y(joint, face, point)).isCloseTo(y(owner, face, point), within(1e-4));
                assertThat(spread(joint, face, point)).isCloseTo(spread(owner, face, point), within(1e-4));
            }
        }
    }

    @Test
    void whatASpecialistSaysOfOtherPointsNeverShows() throws Exception {
        Dl4jNet eyes = net("net1", Map.of("flip-average", "true"), EYES);
        Dl4jNet mouth = net("hourglass", Map.of("flip-average", "true"), MOUTH);
        Answers before = answers(new JointNet(List.of(eyes, mouth)));
        for (Keypoint point : Keypoint.all()) {
            if (EYES.points().contains(point)) {
                lastBias(mouth, point.ordinal(), Double.NaN);
            } else {
                lastBias(eyes, 2 * point.ordinal(), Double.NaN);
                lastBias(eyes, 2 * point.ordinal() + 1, Double.POSITIVE_INFINITY);
            }
        }

        Answers after = provenAnswers(new JointNet(List.of(eyes, mouth)));

        assertThat(after.keypoints()).isDeepEqualTo(before.keypoints());
        assertThat(after.radii90().orElseThrow()).isDeepEqualTo(before.radii90().orElseThrow());
    }

    @Test
    void anEnsembleAnswersTheMeanAndItsDisagreementCounts() throws Exception {
        Dl4jNet one = net("hourglass", Map.of("contrast", "standardize"), KeypointGroup.ALL);
        Dl4jNet other = net("net2", Map.of("flip-average", "true"), KeypointGroup.ALL);

        Answers joint = provenAnswers(new JointNet(List.of(one, other)));

        Answers ofOne = answers(alone(one));
        Answers ofOther = answers(alone(other));
        for (int face = 0; face < FACES.size(); face++) {
            for (Keypoint point : Keypoint.all()) {
                double right = (x(ofOne, face, point) - x(ofOther, face, point)) / 2;
                double down = (y(ofOne, face, point) - y(ofOther, face, point)) / 2;
                double spread =
                        Math.sqrt((square(spread(ofOne, face, point)) + square(spread(ofOther, face, point))) / 2
                                + square(right)
                                + square(down));
                assertThat(x(joint, face, point)).isCloseTo(x(ofOther, face, point) + right, within(1e-4));
                assertThat(y(joint, face, point)).isCloseTo(y(ofOther, face, point) + down, within(1e-4));
                assertThat(spread(joint, face, point)).isCloseTo(spread, within(1e-4 * spread));
                assertThat(square(right) + square(down)).isGreaterThan(0.01);
            }
        }
    }

    @Test
    void membersMayLearnOverlappingGroups() throws Exception {
        Dl4jNet all = net("net2", Map.of(), KeypointGroup.ALL);
        Dl4jNet eyes = net("net1", Map.of(), EYES);

        Answers joint = provenAnswers(new JointNet(List.of(all, eyes)));

        Answers ofAll = answers(alone(all));
        Answers ofEyes = answers(alone(eyes));
        double mean = (x(ofAll, 0, Keypoint.LEFT_EYE_CENTER) + x(ofEyes, 0, Keypoint.LEFT_EYE_CENTER)) / 2;
        assertThat(x(joint, 0, Keypoint.LEFT_EYE_CENTER)).isCloseTo(mean, within(1e-4));
        assertThat(x(joint, 0, Keypoint.NOSE_TIP)).isCloseTo(x(ofAll, 0, Keypoint.NOSE_TIP), within(1e-4));
    }

    @Test
    void pictureAndMirrorImageAreMadeReadyOnce() throws Exception {
        var settings = Map.of("contrast", "standardize", "flip-average", "true");
        Dl4jNet one = net("net1", settings, KeypointGroup.ALL);
        Dl4jNet other = net("net2", settings, KeypointGroup.ALL);
        Dl4jNet plain = net("net1", Map.of("contrast", "standardize"), KeypointGroup.ALL);

        List<String> operators = operators(export(new JointNet(List.of(one, other, plain))));

        for (String operator : List.of("ReduceMin", "Equal", "Slice")) {
            assertThat(Collections.frequency(operators, operator)).as(operator).isEqualTo(1);
        }
    }

    @Test
    void twiceTheSameNetIsComputedAndStoredOnce() throws Exception {
        Dl4jNet net = net("hourglass", Map.of("contrast", "standardize", "flip-average", "true"), KeypointGroup.ALL);

        byte[] one = export(alone(net));
        byte[] two = export(new JointNet(List.of(net, net)));

        assertThat(operators(two)).hasSize(operators(one).size() + 18);
        assertThat(two.length).isLessThan(one.length + 3000);
    }

    @Test
    void aSingleNetHasNoNodesThatJoin() throws Exception {
        assertThat(operators(export(alone(net("net1", Map.of(), KeypointGroup.ALL)))))
                .containsExactly(
                        "Flatten",
                        "Gemm",
                        "Relu",
                        "Gemm",
                        "Shape",
                        "Div",
                        "Expand",
                        "Mul",
                        "Add",
                        "Identity",
                        "Mul",
                        "Identity");
    }

    @Test
    void pointsThatNoNetLearnedAreNamed() {
        Dl4jNet eyes = net("net1", Map.of(), EYES);

        assertThatThrownBy(() -> new JointNet(List.of(eyes, eyes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no net learned nose_tip, mouth_left_corner, mouth_right_corner, mouth_center_top_lip,"
                        + " mouth_center_bottom_lip but every point must be learned by one or more");
    }

    private static Dl4jNet net(String network, Map<String, String> settings, KeypointGroup group) {
        var recipe = TinyNets.recipe(network, settings);
        return new Dl4jNet(TinyNets.net(recipe), recipe, group);
    }

    private static JointNet alone(Dl4jNet net) {
        return TinyNets.alone(net.network(), net.recipe());
    }

    private static void lastBias(Dl4jNet net, int output, double value) {
        Stream.of(net.network().getLayers())
                .flatMap(layer -> Stream.ofNullable(layer.paramTable().get("b")))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .putScalar(output, value);
    }

    private byte[] export(JointNet net) throws IOException {
        Path file = folder.resolve("model.onnx");
        KeypointGraph.write(net, RadiusFactors.ones(), Map.of(), file);
        return Files.readAllBytes(file);
    }

    private Answers answers(JointNet net) throws IOException {
        try (var graph = OnnxNet.open(export(net), 1)) {
            return graph.answers(FACES, done -> {});
        }
    }

    private Answers provenAnswers(JointNet net) throws IOException {
        try (var graph = OnnxNet.open(export(net), 1)) {
            assertThatCode(() -> ParityCheck.check(graph, FACES, net.points(FACES), RadiusFactors.ones()))
                    .doesNotThrowAnyException();
            return graph.answers(FACES, done -> {});
        }
    }

    private static double x(Answers answers, int face, Keypoint point) {
        return answers.keypoints()[face][2 * point.ordinal()];
    }

    private static double y(Answers answers, int face, Keypoint point) {
        return answers.keypoints()[face][2 * point.ordinal() + 1];
    }

    private static double spread(Answers answers, int face, Keypoint point) {
        return answers.radii90().orElseThrow()[face][point.ordinal()];
    }

    private static double square(double value) {
        return value * value;
    }

    /** Of the nodes, in their order. */
    private static List<String> operators(byte[] model) {
        return MessageReader.parts(ByteBuffer.wrap(model), 7).stream()
                .flatMap(graph -> MessageReader.parts(graph, 1).stream())
                .flatMap(node -> MessageReader.parts(node, 4).stream())
                .map(name -> StandardCharsets.UTF_8.decode(name).toString())
                .toList();
    }
}
