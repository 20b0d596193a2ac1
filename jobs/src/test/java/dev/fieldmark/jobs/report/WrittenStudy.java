package dev.fieldmark.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A study's folder as a sweep leaves it, with trials as a test wants them: momentum is there with nesterovs alone. */
public final class WrittenStudy {
    private static final String SPEC = """
            version: 1
            study: faces
            task: {kind: keypoints}
            network: net6
            seed: 7
            space:
              learning-rate: {log-uniform: [1.0e-4, 1.0e-1]}
              momentum:      {uniform: [0.5, 0.99], when: {updater: nesterovs}}
              updater:       {choice: [nesterovs, adam]}
              dense1-units:  {int: [100, 1000, 100]}
              flip:          {choice: [true]}
              batch-size:    64
            sampler: {kind: random}
            pruner: {kind: asha, min-epochs: 2, reduction: 2}
            budget: {trials: 40, max-epochs: 10}
            """;

    private final Path folder;
    private final List<Map<String, Object>> trials = new ArrayList<>();

    public WrittenStudy(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("study.yaml"), SPEC);
    }

    /** Forty trials that ended, half of them pruned at epoch 2; the learning rate alone decides, best at 0.003. */
    public static WrittenStudy ofFortyTrials(Path folder) throws IOException {
        var study = new WrittenStudy(folder);
        var random = new Random(1);
        for (int trial = 0; trial < 40; trial++) {
            var parameters = new TreeMap<>(Map.of(
                    "learning-rate",
                    String.valueOf(Math.pow(10, -4 + 3 * random.nextDouble())),
                    "updater",
                    random.nextBoolean() ? "adam" : "nesterovs",
                    "dense1-units",
                    String.valueOf(100 * (1 + random.nextInt(10))),
                    "flip",
                    "true",
                    "batch-size",
                    "64"));
            if (parameters.containsValue("nesterovs")) {
                parameters.put("momentum", String.valueOf(0.5 + 0.49 * random.nextDouble()));
            }
            double distance = Math.log10(Double.parseDouble(parameters.getOrDefault("learning-rate", ""))) + 2.5;
            double loss = 0.001 + 0.001 * distance * distance;
            if (trial % 2 == 0) {
                study.trial("pruned", parameters, 0.04, loss + 0.001);
            } else {
                study.trial("completed", parameters, 0.04, 0.02, 0.01, 0.008, 0.006, 0.005, 0.004, loss, loss, loss);
            }
        }
        return study;
    }

    /** One more trial; its training loss is always half of the validation loss. */
    public WrittenStudy trial(String state, Map<String, String> parameters, double... validLosses) {
        int bestEpoch = 0;
        var epochs = new ArrayList<Map<String, Double>>();
        for (double loss : validLosses) {
            epochs.add(Map.of("trainLoss", loss / 2, "validLoss", loss));
            if (Double.isFinite(loss) && (bestEpoch == 0 || loss < validLosses[bestEpoch - 1])) {
                bestEpoch = epochs.size();
            }
        }
        var row = new LinkedHashMap<String, Object>();
        row.put("trial", trials.size());
        row.put("parameters", parameters);
        row.put("state", state);
        row.put("epochs", epochs);
        row.put("bestEpoch", bestEpoch);
        row.put("bestLoss", bestEpoch == 0 ? Double.NaN : validLosses[bestEpoch - 1]);
        trials.add(row);
        return this;
    }

    /** As it is while the study runs, under this name. */
    public WrittenStudy running(String name) throws IOException {
        write(name, "training");
        return this;
    }

    /** Over, this trial having won. */
    public WrittenStudy over(int winner) throws IOException {
        write("faces", "over");
        Path aside = Files.writeString(
                folder.resolve(".outcome.json"),
                json(Map.of(
                        "kind",
                        "published",
                        "winners",
                        List.of(winner),
                        "bestLoss",
                        0.1,
                        "model",
                        "keypoints",
                        "version",
                        3,
                        "why",
                        "",
                        "trials",
                        40,
                        "maxEpochs",
                        10)));
        Files.move(aside, folder.resolve("outcome.json"), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    /** With a larger budget than its spec's. */
    public WrittenStudy enlarged(int budgetTrials, int budgetMaxEpochs) throws IOException {
        return request("d", "s", List.of(Map.of("trials", budgetTrials, "maxEpochs", budgetMaxEpochs)));
    }

    /** Run on this dataset and this store. */
    public WrittenStudy ranOn(Path data, Path store) throws IOException {
        return request(data.toString(), store.toString(), List.of());
    }

    private WrittenStudy request(String data, String store, List<Map<String, Integer>> budgets) throws IOException {
        Files.writeString(
                folder.resolve("request.json"),
                json(Map.of(
                        "specFile",
                        "faces.yaml",
                        "data",
                        data,
                        "store",
                        store,
                        "budgets",
                        budgets,
                        "firstTrials",
                        List.of())));
        return this;
    }

    private void write(String name, String phase) throws IOException {
        long under = trials.stream()
                .filter(row -> List.of("running", "waiting").contains(String.valueOf(row.get("state"))))
                .count();
        // whole or not there, as the sweep writes it: a report may be reading
        Path aside = Files.writeString(
                folder.resolve(".study.json"),
                json(Map.of(
                        "study",
                        name,
                        "fingerprint",
                        "f",
                        "phase",
                        phase,
                        "trialsEnded",
                        trials.size() - under,
                        "trialsTotal",
                        40,
                        "irreproducible",
                        0,
                        "trials",
                        trials)));
        Files.move(aside, folder.resolve("study.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String json(Object value) throws JsonProcessingException {
        return JsonMapper.builder().build().writeValueAsString(value);
    }
}
