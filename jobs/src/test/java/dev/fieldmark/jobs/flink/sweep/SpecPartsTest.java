package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.spec.MoreBudget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpecPartsTest {
    private static final String YAML = """
            version: 1
            study: s
            task: {kind: keypoints}
            network: net1
            seed: 1
            space: {learning-rate: {uniform: [0.1, 0.2]}}
            budget: {trials: 3, max-epochs: 4}
            """;

    private final SpecParts parts = new SpecParts(
            YAML,
            new StudyRequest(
                    "s.yaml",
                    "data",
                    "store",
                    List.of(new MoreBudget(5, 6)),
                    List.of(new TreeMap<>(Map.of("learning-rate", "0.15"))),
                    new TreeMap<>(),
                    StudyRequest.Photos.NONE,
                    DatasetKind.KEYPOINTS));

    @Test
    void readsTheSpecOnce() {
        assertThat(parts.spec()).isSameAs(parts.spec());
    }

    @Test
    void travelsToAnotherProcessWithBudgetsAndFirstTrialsAndReadsTheSpecThere() throws Exception {
        parts.spec(); // which holds what can't travel
        SpecParts arrived = sent();
        assertThat(arrived.spec().trials()).isEqualTo(5);
        assertThat(arrived.spec().maxEpochs()).isEqualTo(6);
        assertThat(arrived.spec().search(0).sampler().propose(0, List.of())).containsEntry("learning-rate", "0.15");
    }

    private SpecParts sent() throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(parts);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (SpecParts) in.readObject();
        }
    }
}
