package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.AnswerThresholds;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Taxon;
import dev.fieldmark.domain.TaxonRank;
import dev.fieldmark.domain.Toxicity;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Stores with a species net that learnt nothing: the redder a photo is, the more it shows the first of three species. */
public final class PublishedSpecies {
    public static final int SIDE = 8;
    public static final String GROUP = "butterflies";
    public static final ModelName MODEL = ModelName.ofGroup(GROUP);
    public static final List<String> SPECIES = List.of("Rubra prima", "Viridis secunda", "Caerulea tertia");

    private PublishedSpecies() {}

    /** Publishes it as the next version of {@link #MODEL}. */
    public static ModelVersion publish(Path store) throws IOException {
        Path folder = Files.createTempDirectory("species");
        Path onnx = folder.resolve(ModelDraft.ONNX);
        Path guide = folder.resolve(FieldGuide.FILE);
        try {
            graph().write(onnx, Map.of());
            Files.write(guide, guide().json());
            var models = DirectoryModelStore.open(store);
            return models.publish(new ModelDraft(
                            MODEL,
                            ModelManifest.SPECIES,
                            new TreeMap<>(Map.of(ModelDraft.ONNX, onnx, FieldGuide.FILE, guide)),
                            Signature.withScore("image", SquarePhoto.CHANNELS, SIDE, "probabilities", SPECIES, "score"),
                            new TreeMap<>(),
                            new Provenance(
                                    "drawn",
                                    "abc",
                                    models.versions(MODEL).size(),
                                    7,
                                    "data",
                                    "split",
                                    new TreeMap<>(),
                                    List.of(),
                                    new TreeMap<>())))
                    .version();
        } finally {
            Files.deleteIfExists(onnx);
            Files.deleteIfExists(guide);
            Files.delete(folder);
        }
    }

    /** Softmax over ten times the mean of each plane; the score is how light the photo is. */
    private static OnnxGraph graph() {
        var graph = new OnnxGraph();
        graph.input("image", SquarePhoto.CHANNELS, SIDE, SIDE);
        String means = graph.node(
                "ReduceMean", List.of("image"), Attribute.wholes("axes", 2, 3), Attribute.whole("keepdims", 0));
        String logits = graph.node("Mul", List.of(means, graph.constant("ten", 10)));
        graph.output("probabilities", graph.node("Softmax", List.of(logits), Attribute.whole("axis", 1)), 3);
        graph.output(
                "score",
                graph.node("ReduceMean", List.of(means), Attribute.wholes("axes", 1), Attribute.whole("keepdims", 0)));
        return graph;
    }

    private static FieldGuide guide() {
        return new FieldGuide(
                FieldGuide.FORMAT_VERSION,
                GROUP,
                SPECIES.stream()
                        .map(latin -> new Taxon(
                                latin,
                                new TreeMap<>(Map.of("en", "Drawn")),
                                TaxonRank.SPECIES,
                                Optional.empty(),
                                OptionalLong.of(1 + SPECIES.indexOf(latin)),
                                Toxicity.UNKNOWN))
                        .toList(),
                List.of(),
                new AnswerThresholds(0, 0.5, 0.9));
    }
}
