package dev.fieldmark.jobs.flink.features;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.backbone.BackboneFile;
import dev.fieldmark.jobs.backbone.CachedFeatures;
import dev.fieldmark.jobs.backbone.FeatureShard;
import dev.fieldmark.jobs.data.WholeFolder;
import dev.fieldmark.jobs.onnx.BackboneGraph;
import dev.fieldmark.jobs.onnx.BackboneNet;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.photos.PhotoManifest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What a backbone says of a dataset's photos: found, or computed. */
public record BackboneFeatures(PhotoDataset dataset, Backbone backbone) {
    /**
     * How many numbers it says of each photo; nothing is computed.
     *
     * @throws BackboneException where the features are not there and the backbone can't be used
     */
    public int length() throws IOException, BackboneException {
        Optional<CachedFeatures> known = CachedFeatures.find(dataset, backbone);
        if (known.isPresent()) {
            return known.get().length();
        }
        return length(model());
    }

    private byte[] model() throws IOException, BackboneException {
        return BackboneGraph.of(
                backbone, BackboneFile.read(backbone), dataset.manifest().sidePixels());
    }

    private int length(byte[] model) throws BackboneException {
        try (BackboneNet net =
                BackboneNet.open(backbone, model, dataset.manifest().sidePixels())) {
            return net.length();
        }
    }

    /**
     * Computes them where they are not there: as a whole, or not at all.
     *
     * @param news hears what is found or done, a sentence each
     * @throws BackboneException where they are not there and the backbone can't be used
     */
    public void require(int parallelism, Consumer<String> news) throws IOException, BackboneException {
        Optional<CachedFeatures> known = CachedFeatures.find(dataset, backbone);
        if (known.isPresent()) {
            news.accept("features: " + known.get().length() + " of each of " + photos() + " photos by "
                    + backbone.name() + ", found in " + known.get().folder());
            return;
        }
        byte[] model = model();
        int length = length(model);
        news.accept("features: " + photos() + " photos and their mirror images are shown to " + backbone.name());
        long start = System.nanoTime();
        PhotoManifest manifest = dataset.manifest();
        try (WholeFolder folder = WholeFolder.create(CachedFeatures.folder(dataset.folder(), manifest, backbone))) {
            CachedFeatures.writeModel(folder, model);
            List<FeatureShard> shards = FeaturesJob.run(dataset, backbone, folder.aside(), parallelism);
            CachedFeatures.finish(folder, model, length, shards);
        }
        news.accept(String.format(
                Locale.ROOT, "features: %d of each photo in %.1f s", length, (System.nanoTime() - start) / 1e9));
    }

    private int photos() {
        return dataset.manifest().photos() + dataset.manifest().negatives().photos();
    }
}
