package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.Head;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Seeds;
import dev.fieldmark.jobs.train.Subject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A net and its updater: what one batch changes. It stays on the thread that made it. DL4J's own {@code fit} would keep
 * the learning rate inside the updater's configuration; here each step is told, so that a schedule follows the epoch.
 */
public final class TrainingStep implements AutoCloseable {
    private static final int DROPOUT = 3;

    private final ComputationGraph net;
    private final Subject subject;
    private final Head head;
    private final Optimizer optimizer;
    private final long seed;
    private int iteration;

    private TrainingStep(Recipe recipe, long seed, int threads) {
        this.seed = seed;
        net = Networks.trainable(recipe, seed, threads);
        subject = recipe.subject();
        head = Head.of(recipe);
        optimizer = new Optimizer(recipe.learning(), net);
    }

    /**
     * A net with weights drawn from the seed.
     *
     * @param threads OpenMP threads of the calling thread from here on
     */
    public static TrainingStep of(Recipe recipe, long seed, int threads) {
        NativeBackend.useThreads(threads);
        return new TrainingStep(recipe, seed, threads);
    }

    /** The net itself, of layers that only train: not to be written in DL4J's format. */
    public ComputationGraph net() {
        return net;
    }

    /** Batches fitted so far. */
    public int iteration() {
        return iteration;
    }

    /** One update; returns the sum of the batch's losses before it, with dropout. */
    public double fit(Batch batch, double learningRate, double momentum) {
        // drawn anew from the iteration: no state of a generator need be saved
        Nd4j.getRandom().setSeed(Seeds.mix(seed, DROPOUT, iteration));
        net.setInput(0, pictures(batch));
        net.setLabels(HeadLoss.labels(batch));
        net.computeGradientAndScore();
        optimizer.step(learningRate, momentum, iteration);
        iteration++;
        // DL4J's score is that of the mean picture
        return net.score() * batch.size();
    }

    /** The sum of the batch's losses, without dropout. */
    public double loss(Batch batch) {
        return head.loss(batch.targets(), HeadLoss.floats(net.outputSingle(pictures(batch))));
    }

    private INDArray pictures(Batch batch) {
        int side = subject.sidePixels();
        return Nd4j.createFromArray(batch.pictures()).reshape(batch.size(), subject.channels(), side, side);
    }

    /** The memory of everything that a step changes, in native byte order: weights and updater state. */
    List<ByteBuffer> state() {
        return List.of(bytes(net.params()), bytes(optimizer.state()));
    }

    /** After {@link #state} was filled: a GPU's own copy of it is out of date. */
    void stateWasWritten() {
        wasWritten(net.params());
        wasWritten(optimizer.state());
    }

    static void wasWritten(INDArray array) {
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
    }

    /** After {@link #state} was filled: goes on from this iteration. */
    void resumeAt(int iterations) {
        iteration = iterations;
    }

    /** An array's memory on the CPU's side. */
    static ByteBuffer bytes(INDArray array) {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        return array.data().pointer().asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        optimizer.close();
        net.getGradientsViewArray().close();
        net.params().close();
    }
}
