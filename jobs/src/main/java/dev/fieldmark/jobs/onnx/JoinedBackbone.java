package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.backbone.CachedFeatures;
import dev.fieldmark.jobs.backbone.FeatureScale;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The backbone whose features heads have learnt from, to be put before them.
 *
 * @param scale that the heads' features were brought to
 */
record JoinedBackbone(BackboneNodes nodes, FeatureScale scale) {
    /**
     * That of a plan; empty where its nets see the photos themselves.
     *
     * @throws BadDataException where its features are not there, or damaged
     */
    static Optional<JoinedBackbone> of(PhotoDataset dataset, TrainingPlan plan) throws IOException {
        if (!(plan.recipe().subject() instanceof Subject.Features features)) {
            return Optional.empty();
        }
        var cached = CachedFeatures.open(dataset, features.backbone());
        var scale = FeatureScale.of(cached.photos(Side.TRAIN, plan.validationFraction()));
        int side = features.photos().sidePixels();
        try (BackboneNet net = BackboneNet.open(features.backbone(), cached.model(), side)) {
            return Optional.of(new JoinedBackbone(net.nodes(), scale));
        } catch (BackboneException e) {
            throw new BadDataException(cached.folder() + ": backbone." + e.getMessage());
        }
    }

    /** Adds the nodes; gives the name of what the heads see, [n, length]. */
    String add(OnnxGraph graph, String photos) {
        String features = nodes.add(graph, photos);
        int length = scale.mean().length;
        String centred = graph.node("Sub", List.of(features, graph.constant("feature_means", scale.mean(), length)));
        return graph.node("Div", List.of(centred, graph.constant("feature_deviations", scale.deviation(), length)));
    }
}
