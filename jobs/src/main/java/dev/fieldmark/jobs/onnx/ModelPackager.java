package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes trained nets ready to be published: exports one graph of all and proves that it answers as they do. */
public interface ModelPackager {
    /**
     * A trained net.
     *
     * @param plan what was trained
     * @param best the best weights, as {@link dev.fieldmark.jobs.train.Training#saveBest} wrote them
     */
    record Member(TrainingPlan plan, Path best) {}

    /**
     * Writes {@code model.onnx} and {@code model.dl4j.zip} into the folder.
     *
     * @param members whose answers the graph joins, one or more: a point is the mean of the members that learned it
     * @param folder empty; the draft's files lie in it afterwards
     * @throws ParityException where ONNX Runtime's answers differ from DL4J's by more than 1e-4 of a network unit
     */
    ModelDraft pack(List<Member> members, ModelName model, Provenance provenance, Path folder)
            throws IOException, ParityException;
}
