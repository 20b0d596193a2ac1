package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstFiltersTest {
    @TempDir
    Path folder;

    private byte[] graph(OnnxGraph graph) throws IOException {
        Path file = folder.resolve("model.onnx");
        graph.write(file, Map.of("study", "faces"));
        return Files.readAllBytes(file);
    }

    @Test
    void findsTheFirstFiltersThatLookAtOnePlane() throws IOException {
        var graph = new OnnxGraph();
        graph.constant("one", 1);
        graph.constant("dense", new float[12], 6, 2);
        graph.constant("grid", new float[12], 1, 1, 3, 4);
        graph.constant("deeper", new float[16], 2, 2, 2, 2);
        graph.constant("first", new float[] {1, 2, 3, 4, 5, 6, -7, 8, 9, 10, 11, 12}, 2, 1, 3, 2);
        graph.constant("second", new float[12], 2, 1, 3, 2);

        FirstFilters filters = FirstFilters.of(graph(graph)).orElseThrow();

        assertThat(filters.rows()).isEqualTo(3);
        assertThat(filters.columns()).isEqualTo(2);
        assertThat(filters.weights()).hasSize(2);
        assertThat(filters.weights().get(0)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(filters.weights().get(1)).containsExactly(-7, 8, 9, 10, 11, 12);
    }

    @Test
    void areEmptyWhereThereIsNoConvolution() throws IOException {
        var graph = new OnnxGraph();
        graph.constant("dense", new float[12], 6, 2);
        assertThat(FirstFilters.of(graph(graph))).isEmpty();
    }

    @Test
    void refusesWhatIsNoGraph() throws IOException {
        var graph = new OnnxGraph();
        graph.constant("first", new float[12], 2, 1, 3, 2);
        byte[] whole = graph(graph);

        assertThatThrownBy(() -> FirstFilters.of(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(OnnxNetException.class)
                .hasMessageStartingWith("the graph is no ONNX file: ");
    }
}
