package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.Head;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * What a head makes small as DL4J wants it, for outputs without activation. Labels: [n, targets]. Its score is the sum
 * of the head's losses, its gradient the head's slopes. (DL4J's
 * own losses sum over faces and divide later, in one more pass over all the weights; and the bits of their sums change
 * with the process-wide number of threads.)
 */
final class HeadLoss extends LossMSE {
    private static final long serialVersionUID = 1;

    private final transient Head head;

    HeadLoss(Head head) {
        this.head = head;
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask, boolean average) {
        return head.loss(floats(labels), floats(output));
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask) {
        return Nd4j.createFromArray(head.slopes(floats(labels), floats(output)))
                .reshape(output.size(0), output.size(1));
    }

    static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    /** The labels of a batch. */
    static INDArray labels(Batch batch) {
        return Nd4j.createFromArray(batch.targets()).reshape(batch.size(), batch.targets().length / batch.size());
    }
}
