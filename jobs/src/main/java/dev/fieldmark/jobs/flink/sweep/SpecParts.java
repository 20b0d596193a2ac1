package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.DetectorPackager;
import dev.fieldmark.jobs.onnx.KeypointPackager;
import dev.fieldmark.jobs.onnx.ModelPackager;
import dev.fieldmark.jobs.onnx.SpeciesPackager;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.StoreLocation;
import org.jspecify.annotations.Nullable;

/** The parts of a real sweep. */
final class SpecParts implements SweepParts {
    private final String yaml;
    private final StudyRequest request;

    /** Not sent along: each process reads it once. */
    private transient @Nullable SweepSpec spec;

    /** @param yaml the spec's text */
    SpecParts(String yaml, StudyRequest request) {
        this.yaml = yaml;
        this.request = request;
    }

    @Override
    public synchronized SweepSpec spec() {
        SweepSpec known = spec;
        if (known == null) {
            known = request.spec(yaml);
            spec = known;
        }
        return known;
    }

    @Override
    public TrainingEngine engine() {
        return new Dl4jEngine();
    }

    @Override
    public ModelPackager packager() {
        return switch (spec().kind()) {
            case KEYPOINTS -> new KeypointPackager();
            case SPECIES -> new SpeciesPackager();
            case DETECTOR -> new DetectorPackager();
        };
    }

    @Override
    public ModelStore store() {
        return StoreLocation.of(request.store()).open();
    }
}
