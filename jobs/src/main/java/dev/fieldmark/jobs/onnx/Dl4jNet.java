package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Batches;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trained net as DL4J runs it: the side that an export is compared with. */
record Dl4jNet(MultiLayerNetwork network) {
    /** Reads what {@link dev.fieldmark.jobs.train.Training#saveBest} wrote. */
    static Dl4jNet read(Path checkpoint) throws IOException {
        NativeBackend.load();
        return new Dl4jNet(ModelSerializer.restoreMultiLayerNetwork(checkpoint.toFile(), false));
    }

    /** Thirty coordinates of each face in network units, from the pictures that training made of them. */
    float[][] units(FaceSet complete, Recipe recipe) {
        return new Batches(complete, recipe, 0)
                .inOrder()
                .map(batch ->
                        Nd4j.createFromArray(batch.pictures()).reshape(batch.size(), 1, FaceSet.SIDE, FaceSet.SIDE))
                .map(this::output)
                .flatMap(Stream::of)
                .toArray(float[][]::new);
    }

    private float[][] output(INDArray pictures) {
        return network.output(pictures).toFloatMatrix();
    }
}
