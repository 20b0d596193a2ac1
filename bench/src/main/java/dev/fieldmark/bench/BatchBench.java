package dev.fieldmark.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.bench.serve.BatchCost;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark bench batch}: whether a net's answers cost less together. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = "CPU time that ONNX Runtime takes for a picture of a batch of 1 to 16, measured in turn.")
public final class BatchBench implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--store", required = true, paramLabel = "DIR", description = "The model store.")
    @SuppressWarnings("NullAway.Init")
    private Path store;

    @Option(
            names = "--model",
            defaultValue = "keypoints",
            paramLabel = "NAME",
            description = "Its latest version is measured (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Option(names = "--rounds", defaultValue = "7", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var models = DirectoryModelStore.open(store);
        var name = new ModelName(model);
        ModelVersion version = ModelReference.of(model).in(models);
        List<BatchCost> costs = BatchCost.measure(
                models.read(name, version, ModelDraft.ONNX),
                models.manifest(name, version).signature(),
                rounds);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(costs));
            return 0;
        }
        out.println(name + "@" + version + ": median over the rounds (least to most)");
        for (BatchCost cost : costs) {
            out.printf(
                    "batch of %2d  %.2f ms a picture (%.2f to %.2f), %.2f x alone (%.2f to %.2f)%n",
                    cost.pictures(),
                    cost.millisAPicture().median(),
                    cost.millisAPicture().min(),
                    cost.millisAPicture().max(),
                    cost.ratio().median(),
                    cost.ratio().min(),
                    cost.ratio().max());
        }
        return 0;
    }
}
