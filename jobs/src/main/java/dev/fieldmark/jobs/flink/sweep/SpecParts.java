package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.ModelPackager;
import dev.fieldmark.jobs.onnx.OnnxModelPackager;
import dev.fieldmark.jobs.spec.MoreBudget;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * The parts of a real sweep.
 *
 * @param file name of the spec, for messages
 * @param yaml the spec's text
 * @param storeFolder of the model store
 * @param budgets that the study was given later
 * @param firstTrials parameters of the first trials, from an earlier study
 */
record SpecParts(
        String file,
        String yaml,
        String storeFolder,
        ArrayList<MoreBudget> budgets,
        ArrayList<TreeMap<String, String>> firstTrials)
        implements SweepParts {
    static SpecParts of(String yaml, StudyRequest request) {
        var first = new ArrayList<TreeMap<String, String>>();
        request.firstTrials().forEach(parameters -> first.add(new TreeMap<>(parameters)));
        return new SpecParts(request.specFile(), yaml, request.store(), new ArrayList<>(request.budgets()), first);
    }

    @Override
    public SweepSpec spec() {
        return SweepSpecReader.read(file, yaml, budgets).startingWith(new ArrayList<>(firstTrials));
    }

    @Override
    public TrainingEngine engine() {
        return new Dl4jEngine();
    }

    @Override
    public ModelPackager packager() {
        return new OnnxModelPackager();
    }

    @Override
    public ModelStore store() {
        return DirectoryModelStore.open(Path.of(storeFolder));
    }
}
