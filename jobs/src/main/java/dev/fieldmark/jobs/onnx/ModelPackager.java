package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a trained net ready to be published: exports the graph and proves that it answers as the net does. */
public interface ModelPackager {
    /**
     * Writes {@code model.onnx} and {@code model.dl4j.zip} into the folder.
     *
     * @param plan what was trained
     * @param best the best weights, as {@link dev.fieldmark.jobs.train.Training#saveBest} wrote them
     * @param folder empty; the draft's files lie in it afterwards
     * @throws ParityException where ONNX Runtime's answers differ from DL4J's by more than 1e-4 of a network unit
     */
    ModelDraft pack(TrainingPlan plan, Path best, ModelName model, Provenance provenance, Path folder)
            throws IOException, ParityException;
}
