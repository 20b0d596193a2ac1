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
     * @param name of its checkpoint, before {@code .dl4j.zip}: {@code model} where it answers alone
     * @param plan what was trained
     * @param best the best weights, as {@link dev.fieldmark.jobs.train.Training#saveBest} wrote them
     */
    record Member(String name, TrainingPlan plan, Path best) {
        public Member {
            ModelDraft.checkpoint(name);
        }

        /** Name of its checkpoint. */
        String file() {
            return ModelDraft.checkpoint(name);
        }
    }

    /**
     * Writes {@code model.onnx} and the checkpoint of each member, {@code <name>.dl4j.zip}, into the folder.
     *
     * @param members whose answers the graph joins, one or more: a point is the mean of the members that learned it.
     *     All are of one dataset, split alike
     * @param folder empty; the draft's files lie in it afterwards
     * @throws IllegalArgumentException where two members have one name, or naming the points that none of them learned
     * @throws ParityException where ONNX Runtime's answers differ from DL4J's by more than 1e-4 of a network unit
     */
    ModelDraft pack(List<Member> members, ModelName model, Provenance provenance, Path folder)
            throws IOException, ParityException;
}
