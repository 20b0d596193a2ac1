package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.PhotoBatches;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;

/** A trained net for species as DL4J runs it: the side that an export is compared with. */
record Classifier(ComputationGraph network, Recipe recipe) {
    /** Reads the weights. */
    static Classifier read(Member member) throws IOException {
        NativeBackend.load();
        return new Classifier(
                ModelSerializer.restoreComputationGraph(member.best().toFile(), false),
                member.plan().recipe());
    }

    /**
     * Of each photo, from the pictures, or their features, that training made of them; where the recipe asks for it, the
     * mean of the photo and its mirror image.
     */
    float[][] logits(PhotoBatches photos) {
        float[][] logits = logits(photos.inOrder());
        if (recipe.flipAverage()) {
            float[][] mirrored = logits(photos.mirroredInOrder());
            for (int photo = 0; photo < logits.length; photo++) {
                for (int i = 0; i < logits[photo].length; i++) {
                    logits[photo][i] = (logits[photo][i] + mirrored[photo][i]) / 2;
                }
            }
        }
        return logits;
    }

    private float[][] logits(Stream<Batch> batches) {
        return batches.flatMap(batch -> {
                    float[] all = logits(batch);
                    int species = all.length / batch.size();
                    return IntStream.range(0, batch.size())
                            .mapToObj(i -> Arrays.copyOfRange(all, i * species, (i + 1) * species));
                })
                .toArray(float[][]::new);
    }

    private float[] logits(Batch batch) {
        Subject subject = recipe.subject();
        var pictures = Nd4j.createFromArray(batch.pictures())
                .reshape(batch.size(), subject.channels(), subject.sidePixels(), subject.sidePixels());
        return network.outputSingle(pictures).dup('c').data().asFloat();
    }
}
