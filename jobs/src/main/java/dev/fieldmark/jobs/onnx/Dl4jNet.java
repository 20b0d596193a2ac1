package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.Batches;
import dev.fieldmark.jobs.train.Head;
import dev.fieldmark.jobs.train.Mirror;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trained net as DL4J runs it: the side that an export is compared with. */
record Dl4jNet(ComputationGraph network) {
    /** Reads what {@link dev.fieldmark.jobs.train.Training#saveBest} wrote. */
    static Dl4jNet read(Path checkpoint) throws IOException {
        NativeBackend.load();
        return new Dl4jNet(ModelSerializer.restoreComputationGraph(checkpoint.toFile(), false));
    }

    /** Thirty coordinates of each face in network units, from the pictures that training made of them. */
    float[][] units(FaceSet faces, Recipe recipe) {
        Head head = Head.of(recipe);
        var mirror = new Mirror(recipe.augmentation().mirrorAxis());
        return new Batches(faces, recipe, 0)
                .inOrder()
                .flatMap(batch -> {
                    float[][] units = units(batch, head);
                    return Stream.of(recipe.flipAverage() ? averaged(units, batch, head, mirror) : units);
                })
                .toArray(float[][]::new);
    }

    private float[][] averaged(float[][] units, Batch batch, Head head, Mirror mirror) {
        for (int i = 0; i < batch.size(); i++) {
            Mirror.picture(batch.pictures(), i * FaceSet.PIXELS);
        }
        float[][] mirrored = units(batch, head);
        for (int i = 0; i < batch.size(); i++) {
            float[] back = mirror.units(mirrored[i]);
            for (int t = 0; t < FaceSet.TARGETS; t++) {
                units[i][t] = (units[i][t] + back[t]) / 2;
            }
        }
        return units;
    }

    private float[][] units(Batch batch, Head head) {
        INDArray pictures = Nd4j.createFromArray(batch.pictures()).reshape(batch.size(), 1, FaceSet.SIDE, FaceSet.SIDE);
        float[] outputs = network.outputSingle(pictures).dup('c').data().asFloat();
        float[] units = head.units(outputs);
        return IntStream.range(0, batch.size())
                .mapToObj(i -> Arrays.copyOfRange(units, i * FaceSet.TARGETS, (i + 1) * FaceSet.TARGETS))
                .toArray(float[][]::new);
    }
}
