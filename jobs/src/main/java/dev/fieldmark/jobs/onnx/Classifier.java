package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import dev.fieldmark.jobs.photos.PhotoSet;
import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.PhotoBatches;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
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
     * Of each photo, from the pictures that training made of them; where the recipe asks for it, the mean of the photo and
     * its mirror image.
     */
    float[][] logits(PhotoSet photos) {
        float[][] logits = new float[photos.size()][];
        int at = 0;
        Iterator<Batch> batches = new PhotoBatches(photos, recipe, 0).inOrder().iterator();
        while (batches.hasNext()) {
            Batch batch = batches.next();
            float[] some = logits(batch);
            if (recipe.flipAverage()) {
                float[] mirrored = logits(mirrored(batch));
                for (int i = 0; i < some.length; i++) {
                    some[i] = (some[i] + mirrored[i]) / 2;
                }
            }
            int species = some.length / batch.size();
            for (int i = 0; i < batch.size(); i++) {
                logits[at++] = Arrays.copyOfRange(some, i * species, (i + 1) * species);
            }
        }
        return logits;
    }

    private float[] logits(Batch batch) {
        Subject subject = recipe.subject();
        var pictures = Nd4j.createFromArray(batch.pictures())
                .reshape(batch.size(), subject.channels(), subject.sidePixels(), subject.sidePixels());
        return network.outputSingle(pictures).dup('c').data().asFloat();
    }

    private Batch mirrored(Batch batch) {
        int side = recipe.subject().sidePixels();
        float[] mirrored = new float[batch.pictures().length];
        for (int i = 0; i < mirrored.length; i++) {
            int column = i % side;
            mirrored[i] = batch.pictures()[i - column + side - 1 - column];
        }
        return new Batch(batch.size(), mirrored, batch.targets());
    }
}
