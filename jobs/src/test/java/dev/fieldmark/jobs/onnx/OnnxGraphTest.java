package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {
    private final OnnxGraph graph = new OnnxGraph();

    @Test
    void aNodeThatIsThereIsNotAddedAgain() {
        String sum = graph.node("Add", List.of("a", "b"));
        List<String> halves = graph.nodes("Split", 2, List.of("a"), Attribute.whole("axis", 0));

        assertThat(graph.node("Add", List.of("a", "b"))).isEqualTo(sum);
        assertThat(graph.nodes("Split", 2, List.of("a"), Attribute.whole("axis", 0)))
                .isEqualTo(halves);
    }

    @Test
    void nodesThatDifferInAnythingAreAllAdded() {
        assertThat(List.of(
                        graph.node("Add", List.of("a", "b")),
                        graph.node("Add", List.of("b", "a")),
                        graph.node("Mul", List.of("a", "b")),
                        graph.nodes("Split", 2, List.of("a"), Attribute.whole("axis", 0))
                                .get(0),
                        graph.nodes("Split", 3, List.of("a"), Attribute.whole("axis", 0))
                                .get(0),
                        graph.nodes("Split", 2, List.of("a"), Attribute.whole("axis", 1))
                                .get(0),
                        graph.nodes("Split", 2, List.of("a")).get(0)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aConstantIsThereOnceWhateverItIsCalled() {
        assertThat(graph.constant("one", 1)).isEqualTo("one");
        assertThat(graph.constant("factor", 1)).isEqualTo("one");
        assertThat(graph.wholes("axes", 1, 2)).isEqualTo("axes");
        assertThat(graph.wholes("sides", 1, 2)).isEqualTo("axes");
    }

    @Test
    void constantsThatDifferInTypeOrShapeOrContentAreAllThere() {
        assertThat(List.of(
                        graph.constant("value", new float[2], 2),
                        graph.constant("value", new float[2], 2, 1),
                        graph.constant("value", new float[] {0, -0f}, 2),
                        graph.wholes("value", 0),
                        graph.truths("value", new boolean[8], 1)))
                .containsExactly("value", "value_2", "value_3", "value_4", "value_5");
    }
}
