package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.gpu.CudaDevices;
import dev.fieldmark.jobs.gpu.GpuLease;
import dev.fieldmark.jobs.gpu.GpuShare;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.train.Batches;
import dev.fieldmark.jobs.train.FaceBatches;
import dev.fieldmark.jobs.train.Inheritance;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.NetDescription;
import dev.fieldmark.jobs.train.PhotoBatches;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.SceneBatches;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains with Deeplearning4j. On the training thread, {@link TrainingPlan#threads()} is the number of OpenMP threads;
 * trainings side by side in one process, each on its own thread, do not disturb each other.
 */
public final class Dl4jEngine implements TrainingEngine {
    private final FaceSource source;
    private final GpuShare share;

    /** Where the faces of a plan come from. */
    @FunctionalInterface
    public interface FaceSource {
        FaceSet read(TrainingPlan plan, Side side) throws IOException;
    }

    /** Trains on prepared datasets. */
    public Dl4jEngine() {
        this((plan, side) -> PreparedDataset.open(plan.dataset()).faces(side, plan.validationFraction()));
    }

    public Dl4jEngine(FaceSource source) {
        this(source, GpuShare.all());
    }

    private Dl4jEngine(FaceSource source, GpuShare share) {
        this.source = source;
        this.share = share;
    }

    @Override
    public TrainingEngine sharing(GpuShare slots) {
        return new Dl4jEngine(source, slots);
    }

    @Override
    public String backend() {
        return NativeBackend.name();
    }

    @Override
    public String device() {
        return NativeBackend.gpus().map(CudaDevices::models).orElseGet(CpuKind::modelOfThisMachine);
    }

    @Override
    public NetDescription describe(Recipe recipe) {
        NativeBackend.load();
        return Networks.describe(recipe);
    }

    @Override
    public Inheritance inheritance(Recipe recipe, byte[] checkpoint) throws IOException {
        Checkpoint read = Checkpoint.read(checkpoint);
        ComputationGraph net = Networks.undrawn(recipe);
        try {
            return read.inheritance(net);
        } finally {
            net.close();
        }
    }

    @Override
    public Training start(TrainingPlan plan) throws IOException {
        return open(plan, Dl4jTraining::inherit);
    }

    @Override
    public Training resume(TrainingPlan plan, Path state) throws IOException {
        return open(plan, training -> training.restore(state));
    }

    /** What happens to a training before its first epoch here. */
    private interface Start {
        void prepare(Dl4jTraining training) throws IOException;
    }

    private Training open(TrainingPlan plan, Start start) throws IOException {
        Batches train = batches(plan, Side.TRAIN);
        Batches valid = batches(plan, Side.VALIDATION);
        Optional<GpuLease> gpu = gpu();
        Dl4jTraining training;
        try {
            training = new Dl4jTraining(plan, train, valid, gpu);
        } catch (RuntimeException e) {
            gpu.ifPresent(GpuLease::close);
            throw e;
        }
        try {
            start.prepare(training);
            return training;
        } catch (IOException | RuntimeException e) {
            training.close();
            throw e;
        }
    }

    /** One for the nets of the calling thread. */
    private Optional<GpuLease> gpu() throws IOException {
        Optional<CudaDevices> gpus = NativeBackend.gpus();
        if (gpus.isEmpty()) {
            return Optional.empty();
        }
        try {
            GpuLease lease = GpuLease.take(gpus.get().of(share));
            Nd4j.getAffinityManager().unsafeSetDevice(lease.device().ordinal());
            return Optional.of(lease);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for a GPU");
        }
    }

    private Batches batches(TrainingPlan plan, Side side) throws IOException {
        if (plan.recipe().subject() instanceof Subject.Species) {
            var batches = PhotoBatches.of(PhotoDataset.open(plan.dataset()), side, plan);
            return required(batches, "photos", "", side, plan);
        }
        if (plan.recipe().subject() instanceof Subject.Scenes) {
            return SceneBatches.of(plan, side);
        }
        var faces = plan.rows().of(source.read(plan, side), plan.points());
        return required(
                new FaceBatches(faces, plan.recipe(), plan.seed()),
                plan.rows() == Rows.COMPLETE ? "complete faces" : "labelled faces",
                plan.points().equals(KeypointGroup.ALL) ? "" : " with " + plan.points(),
                side,
                plan);
    }

    private static Batches required(Batches batches, String what, String with, Side side, TrainingPlan plan) {
        if (batches.size() == 0) {
            throw new IllegalArgumentException(plan.dataset() + ": " + what + " on the "
                    + (side == Side.TRAIN ? "training" : "validation") + " side were 0 but must be >= 1" + with);
        }
        return batches;
    }
}
