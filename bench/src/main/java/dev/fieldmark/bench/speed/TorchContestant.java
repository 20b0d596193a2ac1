package dev.fieldmark.bench.speed;

import dev.fieldmark.bench.torch.GlorotWeights;
import dev.fieldmark.bench.torch.TorchTrainer;
import dev.fieldmark.jobs.train.FaceBatches;
import dev.fieldmark.jobs.train.Recipe;

/** PyTorch on the product's batches. */
final class TorchContestant implements Contestant {
    private final TorchTrainer trainer;
    private final FaceBatches training;
    private final FaceBatches validation;
    private int epoch;

    TorchContestant(Course course) {
        Recipe recipe = course.recipe();
        trainer = TorchTrainer.of(recipe, GlorotWeights.of(recipe, course.seed()), course.threads());
        training = new FaceBatches(course.trainingFaces(), recipe, course.seed());
        validation = new FaceBatches(course.validationFaceSet(), recipe, course.seed());
    }

    @Override
    public int trainEpoch() {
        epoch++;
        double loss = training.epoch(epoch).mapToDouble(trainer::train).sum()
                + validation.inOrder().mapToDouble(trainer::validate).sum();
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("loss was " + loss + " in epoch " + epoch + " but must be finite");
        }
        return training.size();
    }

    @Override
    public void close() {
        trainer.close();
    }
}
