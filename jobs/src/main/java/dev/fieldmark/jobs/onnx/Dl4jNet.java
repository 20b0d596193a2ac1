package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.FaceBatches;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Mirror;
import dev.fieldmark.jobs.train.PointHead;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained net as DL4J runs it: the side that an export is compared with.
 *
 * @param group the points that it learned: what it says of others is of no use, and need not be a number
 */
record Dl4jNet(ComputationGraph network, Recipe recipe, KeypointGroup group) {
    /** Reads the weights. */
    static Dl4jNet read(Member member) throws IOException {
        NativeBackend.load();
        return new Dl4jNet(
                ModelSerializer.restoreComputationGraph(member.best().toFile(), false),
                member.plan().recipe(),
                member.plan().points());
    }

    boolean learned(Keypoint point) {
        return group.points().contains(point);
    }

    /**
     * What a net says of faces.
     *
     * @param units thirty coordinates a face, network units
     * @param spreads fifteen a face, pixels
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Points(float[][] units, float[][] spreads) {}

    /** Its points on each face, from the pictures that training made of them. */
    Points points(FaceSet faces) {
        PointHead head = PointHead.of(recipe);
        var mirror = new Mirror(recipe.faces().augmentation().mirrorAxis());
        List<Points> batches = new FaceBatches(faces, recipe, 0)
                .inOrder()
                .map(batch -> {
                    Points points = points(batch, head);
                    return recipe.flipAverage() ? averaged(points, batch, head, mirror) : points;
                })
                .toList();
        return new Points(
                batches.stream().flatMap(points -> Stream.of(points.units())).toArray(float[][]::new),
                batches.stream().flatMap(points -> Stream.of(points.spreads())).toArray(float[][]::new));
    }

    private Points averaged(Points points, Batch batch, PointHead head, Mirror mirror) {
        for (int i = 0; i < batch.size(); i++) {
            Mirror.picture(batch.pictures(), i * FaceSet.PIXELS);
        }
        Points mirrored = points(batch, head);
        for (int i = 0; i < batch.size(); i++) {
            average(points.units()[i], mirror.units(mirrored.units()[i]));
            average(points.spreads()[i], Mirror.points(mirrored.spreads()[i]));
        }
        return points;
    }

    /** Puts the means into the first. */
    private static void average(float[] values, float[] others) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] + others[i]) / 2;
        }
    }

    private Points points(Batch batch, PointHead head) {
        INDArray pictures = Nd4j.createFromArray(batch.pictures()).reshape(batch.size(), 1, FaceSet.SIDE, FaceSet.SIDE);
        float[] outputs = network.outputSingle(pictures).dup('c').data().asFloat();
        return new Points(rows(head.units(outputs), batch.size()), rows(head.spreads(outputs), batch.size()));
    }

    private static float[][] rows(float[] values, int rows) {
        int length = values.length / rows;
        return IntStream.range(0, rows)
                .mapToObj(i -> Arrays.copyOfRange(values, i * length, (i + 1) * length))
                .toArray(float[][]::new);
    }
}
