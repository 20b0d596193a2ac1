package dev.fieldmark.jobs.onnx;

import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import dev.fieldmark.jobs.train.PhotoBatches;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The graph of a net for species, or of several whose logits' mean is the answer, whole: sRGB samples / 255 in,
 * calibrated probabilities out, and a score: by how much the largest logit is above the mean of all (a net that is not
 * sure of anything has a low one). Who serves it can't get the preprocessing wrong.
 */
public final class SpeciesGraph {
    private static final String INPUT = "image";
    private static final String PROBABILITIES = "probabilities";
    private static final String SCORE = "score";
    private static final double WHITE = 255;

    private SpeciesGraph() {}

    /** What goes into the graph and what comes out. */
    public static Signature signature(int sidePixels, List<String> labels) {
        return Signature.withScore(INPUT, SquarePhoto.CHANNELS, sidePixels, PROBABILITIES, labels, SCORE);
    }

    /**
     * Writes the graph.
     *
     * @param members of one subject
     * @param backbone whose features they see; empty where they see the photos
     * @param temperature by which the logits are divided
     * @param properties kept in the file beside those that say what goes in and out
     * @throws IllegalArgumentException naming the layer that has no ONNX form
     */
    static void write(
            List<Classifier> members,
            Optional<JoinedBackbone> backbone,
            double temperature,
            Map<String, String> properties,
            Path file)
            throws IOException {
        Subject.Photos photos = members.get(0).recipe().speciesSubject().photos();
        OnnxGraph graph = backbone.map(joined -> joined.nodes().graph()).orElseGet(OnnxGraph::new);
        graph.input(INPUT, photos.channels(), photos.sidePixels(), photos.sidePixels());
        String logits = mean(
                graph, backbone.map(joined -> logits(graph, members, joined)).orElseGet(() -> logits(graph, members)));
        String cooled = graph.node("Div", List.of(logits, graph.constant("temperature", temperature)));
        graph.output(
                PROBABILITIES, graph.node("Softmax", List.of(cooled), Attribute.whole("axis", 1)), photos.targets());
        String largest = graph.largest(logits, 1);
        String mean = graph.means(logits, 1);
        graph.output(SCORE, graph.node("Sub", List.of(largest, mean)));
        graph.write(file, allProperties(properties));
    }

    /** Of heads: the backbone is asked once, about all that any of them sees. */
    private static List<String> logits(OnnxGraph graph, List<Classifier> heads, JoinedBackbone backbone) {
        var mirror = new MirrorNodes(graph);
        boolean mirrors = heads.stream().anyMatch(head -> head.recipe().flipAverage());
        String features = backbone.add(graph, mirrors ? mirror.beside(INPUT) : INPUT);
        return heads.stream()
                .map(head -> {
                    if (head.recipe().flipAverage()) {
                        return mirror.averageLogits(new LayerNodes(graph).add(head.network(), features));
                    }
                    String own = mirrors ? graph.halves(features).get(0) : features;
                    return new LayerNodes(graph).add(head.network(), own);
                })
                .toList();
    }

    /** Of nets that see the photos. */
    private static List<String> logits(OnnxGraph graph, List<Classifier> members) {
        String units = graph.constant("units_of_white", WHITE / PhotoBatches.UNIT);
        String middle = graph.constant("middle", PhotoBatches.MIDDLE / PhotoBatches.UNIT);
        String pictures = graph.node("Sub", List.of(graph.node("Mul", List.of(INPUT, units)), middle));
        return members.stream().map(member -> logits(graph, member, pictures)).toList();
    }

    private static String logits(OnnxGraph graph, Classifier member, String pictures) {
        if (!member.recipe().flipAverage()) {
            return new LayerNodes(graph).add(member.network(), pictures);
        }
        var mirror = new MirrorNodes(graph);
        return mirror.averageLogits(new LayerNodes(graph).add(member.network(), mirror.beside(pictures)));
    }

    private static String mean(OnnxGraph graph, List<String> logits) {
        if (logits.size() == 1) {
            return logits.get(0);
        }
        String sum = graph.node("Sum", logits);
        return graph.node("Div", List.of(sum, graph.constant("members", logits.size())));
    }

    private static Map<String, String> allProperties(Map<String, String> properties) {
        var all = new TreeMap<>(properties);
        all.put("input", "sRGB samples / 255 of the whole photo, squeezed to a square: reds, greens, blues");
        all.put("output", "probability of each species, in the order of guide.json");
        all.put(SCORE, "how much the photo looks like any of the group: largest logit minus mean logit");
        return all;
    }
}
