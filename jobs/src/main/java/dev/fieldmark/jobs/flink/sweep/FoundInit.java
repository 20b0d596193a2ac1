package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.spec.SpecException;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpec.Init;
import dev.fieldmark.jobs.sweep.Trial;
import dev.fieldmark.jobs.train.Inheritance;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The weights that a spec's {@code init} names, found and proved to be of use.
 *
 * @param checkpoint its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // made and written; never compared
public record FoundInit(StudyInit init, byte[] checkpoint) {
    private static final int MOST_KINDS = 5;

    /**
     * Finds them.
     *
     * @param specFile its name, for messages
     * @param dataset on which will be trained; where absent, whose rows they know is not looked at
     * @throws SpecException where there are none, no layer of a trial's net can start from them, or they know rows that
     *     will validate
     */
    public static FoundInit find(
            SweepSpec spec, String specFile, ModelStore store, Optional<DatasetSummary> dataset, TrainingEngine engine)
            throws IOException {
        String from = spec.init().map(Init::from).orElseThrow();
        try {
            return spec.init().flatMap(Init::version).isPresent()
                    ? ofVersion(spec, spec.init().flatMap(Init::version).get(), store, dataset, engine)
                    : ofFile(spec, from, engine);
        } catch (IllegalArgumentException | StoreException e) {
            throw new SpecException(List.of(specFile + ": init.from was " + from + ", but " + e.getMessage()));
        }
    }

    private static FoundInit ofVersion(
            SweepSpec spec,
            ModelReference reference,
            ModelStore store,
            Optional<DatasetSummary> dataset,
            TrainingEngine engine)
            throws IOException {
        ModelVersion version = reference.in(store);
        String name = reference.model() + "@" + version;
        requireSingleNet(
                name, store.manifest(reference.model(), version).files().keySet());
        List<String> cautions = dataset.isEmpty()
                ? List.of("no data was given: " + Lineage.unknown(name + " was trained on"))
                : new Lineage(
                                store,
                                dataset.get(),
                                spec.validationFraction().orElse(dataset.get().validationFraction()))
                        .cautions(reference.model(), version);
        byte[] checkpoint = store.read(reference.model(), version, ModelDraft.DL4J);
        return of(spec, name, checkpoint, List.of(name), cautions, engine);
    }

    private static void requireSingleNet(String name, Set<String> files) {
        if (files.contains(ModelDraft.DL4J)) {
            return;
        }
        List<String> nets = files.stream()
                .filter(file -> file.endsWith(ModelDraft.DL4J_ENDING))
                .sorted()
                .toList();
        throw new IllegalArgumentException(
                nets.isEmpty()
                        ? name + " has no " + ModelDraft.DL4J
                        : name + " joins nets (" + String.join(", ", nets) + ") and has no " + ModelDraft.DL4J
                                + ": a single net is needed");
    }

    private static FoundInit ofFile(SweepSpec spec, String file, TrainingEngine engine) throws IOException {
        byte[] checkpoint;
        try {
            checkpoint = Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no such file", e);
        }
        String caution = Lineage.unknown(file + ", of which nothing is known, was trained on");
        return of(spec, file, checkpoint, List.of(), List.of(caution), engine);
    }

    private static FoundInit of(
            SweepSpec spec,
            String from,
            byte[] checkpoint,
            List<String> parents,
            List<String> cautions,
            TrainingEngine engine)
            throws IOException {
        String sha256 = Sha256.hex(checkpoint);
        return new FoundInit(
                new StudyInit(from, sha256, parents, cautions, layers(spec, from, checkpoint, engine)), checkpoint);
    }

    /** What comes of it in the trials that can be drawn before anything is known of others, by kind of net. */
    private static List<String> layers(SweepSpec spec, String from, byte[] checkpoint, TrainingEngine engine)
            throws IOException {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (Trial trial : spec.firstTrials(MOST_KINDS)) {
            Inheritance inheritance;
            try {
                inheritance = engine.inheritance(spec.recipe(trial), checkpoint);
            } catch (IOException e) {
                throw new IllegalArgumentException(from + " " + e.getMessage(), e);
            }
            if (inheritance.copied().isEmpty()) {
                throw new IllegalArgumentException("the net of trial " + trial.number()
                        + " has no layer in common with it"
                        + inheritance.differing().stream()
                                .findFirst()
                                .map(layer -> ", beginning with " + layer)
                                .orElse(""));
            }
            kinds.putIfAbsent(inheritance.toString(), trial.number());
        }
        return kinds.size() == 1
                ? List.copyOf(kinds.keySet())
                : kinds.entrySet().stream()
                        .map(kind -> "trial " + kind.getValue() + ": " + kind.getKey())
                        .toList();
    }
}
