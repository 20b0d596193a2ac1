package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.ModelPackager;
import dev.fieldmark.jobs.onnx.ParityException;
import dev.fieldmark.jobs.spec.Search;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.Numbered;
import dev.fieldmark.jobs.sweep.WorseThanMedian;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.Signature;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A sweep of seven trials with {@link FakeEngine}: some complete, some are pruned, one stops early, one diverges. */
record FakeParts(String storeFolder, Faults faults, boolean publishes, boolean parity) implements SweepParts {
    static final ModelName MODEL = new ModelName("fake");
    static final String STUDY = "fake-study";
    static final int TRIALS = 7;
    static final int EPOCHS = 6;

    @Override
    public SweepSpec spec() {
        return spec(
                new WorseThanMedian(),
                TRIALS,
                EPOCHS,
                publishes
                        ? Optional.of(new SweepSpec.Publish(MODEL, SweepSpec.When.BETTER_THAN_LATEST, 1))
                        : Optional.empty());
    }

    static SweepSpec spec(Pruner pruner, int trials, int epochs, Optional<SweepSpec.Publish> publish) {
        var search = new Search(
                Subject.FACES,
                "",
                KeypointGroup.ALL,
                Rows.COMPLETE,
                "net1",
                11,
                SearchSpace.of(Map.of("learning-rate", new Dimension.Uniform(0.001, 0.1))),
                new Numbered("learning-rate", FakeEngine::learningRate),
                pruner,
                trials,
                epochs,
                List.of(),
                Optional.empty(),
                OptionalInt.of(3));
        return new SweepSpec(
                STUDY,
                "study: " + STUDY + "\n",
                Optional.empty(),
                OptionalDouble.empty(),
                1,
                List.of(search),
                Optional.empty(),
                Optional.empty(),
                publish);
    }

    @Override
    public TrainingEngine engine() {
        return new FakeEngine(faults);
    }

    @Override
    public ModelPackager packager() {
        return (members, model, provenance, folder) -> {
            if (!parity) {
                throw new ParityException("the graph was 0.1 off but must be at most 0.0001");
            }
            Path best = members.get(0).best();
            Path graph = Files.copy(best, folder.resolve(ModelDraft.ONNX));
            return new ModelDraft(
                    model,
                    "keypoints",
                    new TreeMap<>(Map.of(ModelDraft.ONNX, graph)),
                    new Signature("in", 1, 96, 96, "out", List.of("nose")),
                    new TreeMap<>(Map.of("rmse-pixels", (double) Arrays.hashCode(Files.readAllBytes(best)))),
                    provenance);
        };
    }

    /** The real store, which may die after a publish. */
    @Override
    public ModelStore store() {
        ModelStore real = DirectoryModelStore.open(Path.of(storeFolder));
        return (ModelStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ModelStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("publish")) {
                            faults.meetPublish();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
