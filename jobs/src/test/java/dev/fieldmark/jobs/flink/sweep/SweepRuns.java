package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.LocalSweep;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs sweeps of {@link FakeParts} in a folder and reads what they leave. */
record SweepRuns(Path folder) {
    Faults faults() {
        return new Faults(folder.resolve("faults").toString());
    }

    FakeParts parts() {
        return new FakeParts(folder.resolve("store").toString(), faults(), true, true);
    }

    SubmittedSweep submit(SweepParts parts, Duration stateInterval) throws Exception {
        return SubmittedSweep.open(
                parts,
                folder.resolve("studies"),
                folder.resolve("data"),
                0.2,
                StudyHashes.of(parts.spec().yaml(), "content", "split", 0.2),
                new SweepIntervals(Duration.ofMillis(50), stateInterval));
    }

    /** Runs the sweep to its end. */
    Result run(LocalCluster cluster, SweepParts parts, int parallelism, Duration stateInterval) throws Exception {
        SubmittedSweep sweep = submit(parts, stateInterval);
        new LocalSweep(cluster).run(sweep, parallelism, table -> {});
        return result(sweep.folder());
    }

    Result result(StudyFolder study) throws IOException {
        DirectoryModelStore store = DirectoryModelStore.open(folder.resolve("store"));
        List<String> hashes = new ArrayList<>();
        for (ModelVersion version : store.versions(FakeParts.MODEL)) {
            hashes.add(store.manifest(FakeParts.MODEL, version).files().get(ModelDraft.ONNX));
        }
        return new Result(
                study.table().trials(),
                metrics(study),
                study.outcome().orElseThrow(),
                hashes,
                files(study.trials()),
                files(study.publish()));
    }

    ModelStore store() {
        return DirectoryModelStore.open(folder.resolve("store"));
    }

    private static Map<Integer, List<EpochLosses>> metrics(StudyFolder study) throws IOException {
        Map<Integer, Map<Integer, EpochLosses>> epochs = new TreeMap<>();
        for (Path file : files(study.metrics())) {
            if (file.getFileName().toString().startsWith(".")) {
                continue; // in progress: never part of what a reader of the metrics sees
            }
            for (String line : Files.readAllLines(file)) {
                var json = Json.MAPPER.readTree(line);
                EpochLosses before = epochs.computeIfAbsent(json.get("trial").asInt(), trial -> new TreeMap<>())
                        .put(
                                json.get("epoch").asInt(),
                                new EpochLosses(number(json.get("trainLoss")), number(json.get("validLoss"))));
                if (before != null) {
                    throw new AssertionError("twice in the metrics: " + line);
                }
            }
        }
        Map<Integer, List<EpochLosses>> metrics = new TreeMap<>();
        epochs.forEach((trial, losses) -> metrics.put(trial, List.copyOf(losses.values())));
        return metrics;
    }

    private static double number(com.fasterxml.jackson.databind.JsonNode node) {
        return Double.parseDouble(node.asText());
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /**
     * What a sweep leaves.
     *
     * @param metrics losses by trial, from the metrics history
     * @param published sha256 of the graph of each version
     * @param trialFiles left in the trials' folder
     * @param stagedFiles left in the folder of staged publications
     */
    record Result(
            List<TrialRow> trials,
            Map<Integer, List<EpochLosses>> metrics,
            Outcome outcome,
            List<String> published,
            List<Path> trialFiles,
            List<Path> stagedFiles) {
        /** Epochs by trial, as the table has them. */
        Map<Integer, List<EpochLosses>> tableMetrics() {
            Map<Integer, List<EpochLosses>> epochs = new TreeMap<>();
            trials.forEach(row -> epochs.put(row.trial(), row.epochs()));
            return epochs;
        }
    }
}
