package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.evaluate.ServedVersion;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.StoreLocation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that name a version in a store. */
final class VersionOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "STORE",
            description = "The model store: DIR or s3://bucket/prefix.")
    @SuppressWarnings("NullAway.Init")
    private StoreLocation store;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME[@VERSION]",
            description = "The model; VERSION is a number or an alias (default: latest).")
    @SuppressWarnings("NullAway.Init")
    private String model;

    /** Refuses a store that is not there, before anything is read. */
    void checkStore() {
        if (store.isMissing()) {
            throw new ParameterException(
                    command.commandLine(), "--store was " + store + " but must be the folder of a model store");
        }
    }

    /** One that answers with keypoints. */
    ServedVersion version() {
        return ServedVersion.of(store, reference());
    }

    /** Whatever it answers. */
    ServedVersion any() {
        return ServedVersion.any(store, reference());
    }

    private ModelReference reference() {
        try {
            return ModelReference.of(model);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--model: " + e.getMessage(), e);
        }
    }
}
