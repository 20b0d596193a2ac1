package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Inheritance;
import dev.fieldmark.jobs.train.NetDescription;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Trains a vector of sixteen weights by a recurrence: deterministic and as sensitive as a net, but done at once. The
 * trial's number is told by its learning rate, {@code (number + 1) / 1000}.
 */
record FakeEngine(Faults faults) implements TrainingEngine {
    /** Trial 5 diverges in this epoch. */
    static final int DIVERGES_AT = 3;

    static String learningRate(int trial) {
        return String.valueOf((trial + 1) / 1000.0);
    }

    @Override
    public String backend() {
        return "fake";
    }

    @Override
    public String device() {
        return "paper";
    }

    @Override
    public Inheritance inheritance(Recipe recipe, byte[] checkpoint) {
        return new Inheritance(List.of("weights"), List.of(), List.of(), List.of());
    }

    @Override
    public NetDescription describe(Recipe recipe) {
        return new NetDescription(List.of(), 1);
    }

    @Override
    public Training start(TrainingPlan plan) {
        return new FakeTraining(plan);
    }

    @Override
    public Training resume(TrainingPlan plan, Path state) throws IOException {
        FakeTraining training = new FakeTraining(plan);
        try (DataInputStream in = new DataInputStream(Files.newInputStream(state))) {
            training.epoch = in.readInt();
            training.bestEpoch = in.readInt();
            training.bestLoss = in.readDouble();
            training.weights = read(in);
            training.bestWeights = read(in);
        }
        return training;
    }

    private static double[] read(DataInputStream in) throws IOException {
        double[] values = new double[16];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    private final class FakeTraining implements Training {
        private final TrainingPlan plan;
        private final int trial;
        private int epoch;
        private int bestEpoch;
        private double bestLoss = Double.POSITIVE_INFINITY;
        private double[] weights;
        private double[] bestWeights;

        FakeTraining(TrainingPlan plan) {
            this.plan = plan;
            this.trial = (int) Math.round(plan.recipe().learning().learningRate() * 1000) - 1;
            this.weights = DoubleStream.iterate(plan.seed() % 1000 / 1000.0, w -> Math.sin(w * 7 + 1))
                    .limit(16)
                    .toArray();
            this.bestWeights = weights;
        }

        @Override
        public int epoch() {
            return epoch;
        }

        @Override
        public boolean over() {
            return epoch >= plan.maxEpochs() || epoch - bestEpoch >= plan.patience();
        }

        @Override
        public EpochResult trainEpoch() {
            epoch++;
            faults.meet(trial, epoch);
            double[] next = new double[weights.length];
            double sum = 0;
            for (int i = 0; i < next.length; i++) {
                next[i] = 0.9 * weights[i] + Math.sin(trial * 31 + epoch + i + weights[(i + 1) % next.length]);
                sum += next[i];
            }
            weights = next;
            double noise = 1e-3 * Math.abs(Math.sin(sum));
            double trend = trial == 4 ? 0.2 + epoch * 0.1 : 1.0 / (epoch + 1) + (trial * 7 % 5) * 0.1;
            double loss = trial == 5 && epoch == DIVERGES_AT ? Double.NaN : trend + noise;
            boolean best = loss < bestLoss;
            if (best) {
                bestLoss = loss;
                bestEpoch = epoch;
                bestWeights = weights;
            }
            return new EpochResult(epoch, loss * 0.9, loss, best, 100, 0.001);
        }

        @Override
        public void save(Path file) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(epoch);
            out.writeInt(bestEpoch);
            out.writeDouble(bestLoss);
            write(weights, out);
            write(bestWeights, out);
            Files.write(file, bytes.toByteArray());
        }

        @Override
        public void saveBest(Path file) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(bestWeights, new DataOutputStream(bytes));
            Files.write(file, bytes.toByteArray());
        }

        private static void write(double[] values, DataOutputStream out) throws IOException {
            for (double value : values) {
                out.writeDouble(value);
            }
        }

        @Override
        public void close() {}
    }
}
