package dev.fieldmark.jobs.flink.features;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.CachedFeatures;
import dev.fieldmark.jobs.backbone.FeatureShard;
import dev.fieldmark.jobs.onnx.BackboneNet;
import dev.fieldmark.jobs.photos.PhotoDataset;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.jspecify.annotations.Nullable;

/** Numbers of shards to files of features. What it wrote goes to the accumulator {@value #SHARDS}. */
final class ShowPhotos extends RichMapFunction<Long, Long> {
    static final String SHARDS = "features";

    private static final long serialVersionUID = 1;

    private final String data;
    private final Backbone backbone;
    private final String folder;
    private final ListAccumulator<FeatureShard> shards = new ListAccumulator<>();
    private transient @Nullable PhotoDataset dataset;
    private transient @Nullable BackboneNet net;

    ShowPhotos(Path data, Backbone backbone, Path folder) {
        this.data = data.toString();
        this.backbone = backbone;
        this.folder = folder.toString();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        getRuntimeContext().addAccumulator(SHARDS, shards);
        PhotoDataset opened = PhotoDataset.open(Path.of(data));
        dataset = opened;
        net = BackboneNet.open(
                backbone,
                CachedFeatures.readModel(Path.of(folder)),
                opened.manifest().sidePixels());
    }

    @Override
    public Long map(Long shard) throws Exception {
        int place = Math.toIntExact(shard);
        var photos = Objects.requireNonNull(dataset).pixels(place);
        shards.add(FeatureShard.write(
                Path.of(folder), place, Objects.requireNonNull(net).features(photos)));
        return shard;
    }

    @Override
    public void close() {
        if (net != null) {
            net.close();
        }
    }
}
