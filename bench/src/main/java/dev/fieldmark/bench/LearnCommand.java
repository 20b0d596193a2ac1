package dev.fieldmark.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.bench.learn.FaceCsv;
import dev.fieldmark.bench.learn.Lesson;
import dev.fieldmark.bench.learn.Outcome;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Learning.Updater;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench learn}. */
@Command(
        name = "learn",
        description = {
            "Whether nets learn in the product's engine (DL4J) as in PyTorch: from the same weights, on the same",
            "batches, the loss of each update is compared. net7 without dropout and a small net with batch",
            "normalisation, each under Nesterov's momentum and Adam. At the rates of a real training rounding alone",
            "soon leads PyTorch away from itself (the column 'chaos'); the default rates are small enough that it",
            "does not within 200 updates.",
            "Ends with 1 where a loss departs from PyTorch's by more than one percent."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class LearnCommand implements Callable<Integer> {
    private static final int SHOWN_EVERY = 20;
    private static final Map<Updater, Double> DEFAULT_RATES = Map.of(Updater.NESTEROVS, 0.0002, Updater.ADAM, 0.00002);

    @Option(names = "--faces", description = "Kaggle's training.csv, plain or .gz; its complete rows are used")
    private Path faces = Path.of("../shared/data/faces/training.csv.gz");

    @Option(names = "--updates", description = "of each net")
    private int updates = 200;

    @Option(names = "--batch", description = "faces a batch")
    private int batch = 16;

    @Option(
            names = "--rate",
            paramLabel = "UPDATER=RATE",
            description = "which updaters, each at which learning rate; may be repeated (default: both)")
    private Map<Updater, Double> rates = new EnumMap<>(DEFAULT_RATES);

    @Option(names = "--json", description = "one JSON document on standard output")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (updates < 1) {
            throw new IllegalArgumentException("updates was " + updates + " but must be >= 1");
        }
        FaceSet complete = FaceCsv.readComplete(faces);
        List<Outcome> outcomes = new ArrayList<>();
        for (Lesson lesson : Lesson.all(batch, rates)) {
            outcomes.add(lesson.learn(complete, updates, this::show));
        }
        PrintWriter results = spec.commandLine().getOut();
        results.println(json ? document(complete.size(), outcomes) : table(outcomes));
        results.flush();
        return outcomes.stream().allMatch(Outcome::alike) ? 0 : 1;
    }

    private void show(Lesson lesson, int update) {
        if (update % SHOWN_EVERY == 0 || update == updates) {
            PrintWriter progress = spec.commandLine().getErr();
            progress.printf(
                    "%s, %s: update %d of %d%n",
                    lesson.net(), lesson.recipe().learning().updater(), update, updates);
            progress.flush();
        }
    }

    private static String table(List<Outcome> outcomes) {
        var table = new StringBuilder("%-17s %-10s %10s %9s %9s %9s %9s %9s  %s%n"
                .formatted("net", "updater", "difference", "at update", "chaos", "first", "DL4J", "PyTorch", "alike"));
        for (Outcome outcome : outcomes) {
            table.append("%-17s %-10s %9.5f%% %9d %8.5f%% %9.6f %9.6f %9.6f  %s%n"
                    .formatted(
                            outcome.net(),
                            outcome.updater(),
                            100 * outcome.maxDifference(),
                            outcome.worstUpdate(),
                            100 * outcome.maxChaos(),
                            outcome.first().pytorch(),
                            outcome.last().dl4j(),
                            outcome.last().pytorch(),
                            outcome.alike() ? "yes" : "NO"));
        }
        return table
                + "difference: the largest between DL4J's loss and PyTorch's; chaos: between PyTorch's and PyTorch's"
                + System.lineSeparator()
                + "from weights wrong by a rounding error; first: the untrained loss; then the losses at the end";
    }

    private String document(int rows, List<Outcome> outcomes) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("faces", rows);
        document.put("updates", updates);
        document.put("batch", batch);
        document.put("tolerance", Outcome.TOLERANCE);
        document.put("alike", outcomes.stream().allMatch(Outcome::alike));
        document.put("lessons", outcomes.stream().map(LearnCommand::summary).toList());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    }

    private static Map<String, Object> summary(Outcome outcome) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("net", outcome.net());
        summary.put("updater", outcome.updater());
        summary.put("alike", outcome.alike());
        summary.put("maxDifference", outcome.maxDifference());
        summary.put("worstUpdate", outcome.worstUpdate());
        summary.put("maxChaos", outcome.maxChaos());
        summary.put("losses", outcome.losses());
        return summary;
    }
}
