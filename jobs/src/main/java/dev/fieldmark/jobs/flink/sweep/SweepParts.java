package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.ModelPackager;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.store.ModelStore;
import java.io.Serializable;

/** What a sweep is made of. It travels with the job; each process makes the parts it needs. */
public interface SweepParts extends Serializable {
    SweepSpec spec();

    TrainingEngine engine();

    ModelPackager packager();

    ModelStore store();
}
