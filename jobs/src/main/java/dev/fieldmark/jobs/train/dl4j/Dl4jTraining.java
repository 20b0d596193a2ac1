package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.gpu.GpuLease;
import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.Batches;
import dev.fieldmark.jobs.train.EarlyStopping;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Head;
import dev.fieldmark.jobs.train.Inheritance;
import dev.fieldmark.jobs.train.InitialWeights;
import dev.fieldmark.jobs.train.Learning;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Schedule;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A training of a DL4J net. Four arrays of the weights' size: weights, gradient, updater state, best weights. */
final class Dl4jTraining implements Training {
    private static final Logger LOG = LoggerFactory.getLogger(Dl4jTraining.class);
    private static final String ABSENT = "absent";

    private final TrainingPlan plan;
    private final Head head;
    private final Batches trainBatches;
    private final Batches validBatches;
    private final TrainingStep step;
    private final INDArray best;
    private final Optional<GpuLease> gpu;
    private final Schedule learningRate;
    private final Schedule momentum;
    private EarlyStopping stopping;
    private boolean diverged;

    /** @param gpu given back when the training is closed */
    Dl4jTraining(TrainingPlan plan, Batches train, Batches valid, Optional<GpuLease> gpu) {
        Recipe recipe = plan.recipe();
        this.plan = plan;
        this.gpu = gpu;
        this.head = Head.of(recipe);
        trainBatches = train;
        validBatches = valid;
        step = TrainingStep.of(recipe, plan.seed(), plan.threads());
        best = step.net().params().dup();
        Learning learning = recipe.learning();
        int epochs = plan.scheduleEpochs();
        learningRate = new Schedule(learning.schedule(), learning.learningRate(), learning.learningRateEnd(), epochs);
        momentum = new Schedule(Schedule.Shape.LINEAR, learning.momentum(), learning.momentumEnd(), epochs);
        stopping = EarlyStopping.of(plan.patience());
    }

    /** Before the first epoch: takes from the plan's initial weights what fits. */
    void inherit() throws IOException {
        if (plan.init().isPresent()) {
            InitialWeights init = plan.init().get();
            Inheritance inheritance = Checkpoint.read(init.read()).copyTo(step.net());
            best.assign(step.net().params());
            LOG.info("{} with seed {} from {}: {}", plan.recipe().network(), plan.seed(), init.file(), inheritance);
            if (inheritance.copied().isEmpty()) {
                LOG.warn("{} with seed {} has no layer in common with {}", plan.recipe(), plan.seed(), init.file());
            }
        }
    }

    @Override
    public int epoch() {
        return stopping.epoch();
    }

    @Override
    public boolean over() {
        return diverged || stopping.stops() || epoch() >= plan.maxEpochs();
    }

    @Override
    public EpochResult trainEpoch() {
        if (over()) {
            throw new IllegalStateException("training is over after epoch " + epoch() + " of " + plan.maxEpochs());
        }
        long start = System.nanoTime();
        double trainLoss = train(epoch() + 1);
        double validLoss = validate();
        stopping = stopping.after(validLoss);
        if (stopping.improved()) {
            best.assign(step.net().params());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        var result = new EpochResult(epoch(), trainLoss, validLoss, stopping.improved(), trainBatches.size(), seconds);
        diverged = result.diverged();
        return result;
    }

    private double train(int epoch) {
        double sum = 0;
        long counted = 0;
        for (Iterator<Batch> batches = new Ahead<>(trainBatches.epoch(epoch).iterator()); batches.hasNext(); ) {
            Batch batch = batches.next();
            sum += step.fit(batch, learningRate.at(epoch), momentum.at(epoch));
            counted += head.counted(batch.targets());
        }
        return sum / counted;
    }

    private double validate() {
        double sum = 0;
        long counted = 0;
        for (Iterator<Batch> batches = validBatches.inOrder().iterator(); batches.hasNext(); ) {
            Batch batch = batches.next();
            sum += step.loss(batch);
            counted += head.counted(batch.targets());
        }
        return sum / counted;
    }

    @Override
    public void save(Path file) throws IOException {
        SortedMap<String, String> header = identity();
        header.put("epoch", String.valueOf(epoch()));
        header.put("iteration", String.valueOf(step.iteration()));
        header.put("bestEpoch", String.valueOf(stopping.bestEpoch()));
        header.put("bestLoss", String.valueOf(stopping.bestLoss()));
        header.put("diverged", String.valueOf(diverged));
        StateFile.write(file, header, arrays());
    }

    /** Goes on from a state. Refuses the state of another net or plan, naming what differs. */
    void restore(Path file) throws IOException {
        SortedMap<String, String> header = StateFile.header(file);
        identity().forEach((name, mine) -> {
            String theirs = header.getOrDefault(name, ABSENT);
            if (!theirs.equals(mine)) {
                throw new IllegalArgumentException(
                        file + ": " + name + " was " + theirs + " but must be " + mine + ", as the plan has it");
            }
        });
        StateFile.read(file, arrays());
        step.stateWasWritten();
        TrainingStep.wasWritten(best);
        stopping = new EarlyStopping(
                plan.patience(),
                Integer.parseInt(header.get("epoch")),
                Integer.parseInt(header.get("bestEpoch")),
                Double.parseDouble(header.get("bestLoss")));
        step.resumeAt(Integer.parseInt(header.get("iteration")));
        diverged = Boolean.parseBoolean(header.get("diverged"));
    }

    /** What a state must agree in with the plan that goes on from it: all but when it ends. */
    private SortedMap<String, String> identity() {
        var identity = new TreeMap<>(Networks.shapes(step.net()));
        plan.recipe().settings().forEach((name, value) -> identity.put("recipe." + name, value));
        identity.put("network", plan.recipe().network());
        identity.put("seed", String.valueOf(plan.seed()));
        identity.put("scheduleEpochs", String.valueOf(plan.scheduleEpochs()));
        // the word for what the states of nets that start from drawn weights never had
        identity.put("init", plan.init().map(InitialWeights::sha256).orElse(ABSENT));
        identity.put("threads", String.valueOf(plan.threads()));
        identity.put("trainPictures", trainBatches.size() + " with checksum " + trainBatches.checksum());
        identity.put("validPictures", validBatches.size() + " with checksum " + validBatches.checksum());
        return identity;
    }

    private List<ByteBuffer> arrays() {
        var arrays = new ArrayList<>(step.state());
        arrays.add(TrainingStep.bytes(best));
        return arrays;
    }

    @Override
    public void saveBest(Path file) throws IOException {
        if (stopping.bestEpoch() == 0) {
            throw new IllegalStateException("no epoch had a finite validation loss: there are no best weights");
        }
        Networks.write(plan.recipe(), best, file);
    }

    @Override
    public void close() {
        step.close();
        best.close();
        gpu.ifPresent(GpuLease::close);
    }
}
