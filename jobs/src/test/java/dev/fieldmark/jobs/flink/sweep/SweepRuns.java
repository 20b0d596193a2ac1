package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.LocalSweep;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.TrialSplit.StateFile;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.StudyTable;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Runs sweeps of {@link FakeParts} in a folder and reads what they leave. */
record SweepRuns(Path folder) {
    Faults faults() {
        return new Faults(folder.resolve("faults").toString());
    }

    FakeParts parts() {
        return new FakeParts(folder.resolve("store").toString(), faults(), true, true);
    }

    LongParts longParts(Duration epochTime) {
        return new LongParts(parts(), epochLog(), epochTime);
    }

    EpochLog epochLog() {
        return new EpochLog(folder.resolve("epochs").toString());
    }

    SubmittedSweep submit(SweepParts parts, Duration stateInterval) throws Exception {
        return submit(parts, new SweepIntervals(Duration.ofMillis(50), stateInterval));
    }

    SubmittedSweep submit(SweepParts parts, SweepIntervals intervals) throws Exception {
        return SubmittedSweep.open(
                parts,
                FileLocation.of(folder.resolve("studies")),
                FileLocation.of(folder.resolve("data")),
                0.2,
                StudyHashes.of(parts.spec().yaml(), "content", "split", 0.2),
                intervals);
    }

    /** Runs the sweep to its end. */
    Result run(LocalCluster cluster, SweepParts parts, int parallelism, Duration stateInterval) throws Exception {
        SubmittedSweep sweep = submit(parts, stateInterval);
        new LocalSweep(cluster).run(sweep, parallelism, table -> {});
        return result(sweep.folder());
    }

    StudyFolder study() {
        return StudyFolder.of(FileLocation.of(folder.resolve("studies")), FakeParts.STUDY);
    }

    /** What the job left that was run here. */
    Result result() throws IOException {
        return result(study());
    }

    Result result(StudyFolder study) throws IOException {
        DirectoryModelStore store = DirectoryModelStore.open(folder.resolve("store"));
        List<String> hashes = new ArrayList<>();
        for (ModelVersion version : store.versions(FakeParts.MODEL)) {
            hashes.add(store.manifest(FakeParts.MODEL, version).files().get(ModelDraft.ONNX));
        }
        return new Result(
                study.table(),
                study.tableFile().readText(),
                metrics(study),
                study.outcome().orElseThrow(),
                hashes,
                orphans(study));
    }

    /** What is in the study's folder but shouldn't be once it is over. */
    private static List<String> orphans(StudyFolder study) throws IOException {
        Set<String> known = new TreeSet<>(
                List.of("", "study.yaml", "study.json", "outcome.json", "finished.state", "metrics", "kept"));
        Path path = study.path().localFolder();
        SweepState kept = study.finishedState().orElseThrow();
        Stream.concat(
                        kept.keptStates().values().stream()
                                .filter(StateFile::isThere)
                                .map(StateFile::path),
                        kept.bestFiles().values().stream())
                .forEach(file -> known.add(path.relativize(Path.of(file)).toString()));
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.map(file -> path.relativize(file).toString())
                    .filter(name -> !known.contains(name))
                    .filter(name -> !name.startsWith("metrics/") || name.contains("/."))
                    .sorted()
                    .toList();
        }
    }

    ModelStore store() {
        return DirectoryModelStore.open(folder.resolve("store"));
    }

    private static Map<Integer, List<EpochLosses>> metrics(StudyFolder study) throws IOException {
        Map<Integer, Map<Integer, EpochLosses>> epochs = new TreeMap<>();
        for (Path file : files(study.metrics().localFolder())) {
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
     * @param json the table as its file has it
     * @param metrics losses by trial, from the metrics history
     * @param published sha256 of the graph of each version
     * @param orphans files of the study's folder that nobody needs
     */
    record Result(
            StudyTable table,
            String json,
            Map<Integer, List<EpochLosses>> metrics,
            Outcome outcome,
            List<String> published,
            List<String> orphans) {
        List<TrialRow> trials() {
            return table.trials();
        }

        /** Epochs by trial, as the table has them. */
        Map<Integer, List<EpochLosses>> tableMetrics() {
            Map<Integer, List<EpochLosses>> epochs = new TreeMap<>();
            trials().forEach(row -> epochs.put(row.trial(), row.epochs()));
            return epochs;
        }
    }
}
