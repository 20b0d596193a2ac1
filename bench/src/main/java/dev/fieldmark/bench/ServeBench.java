package dev.fieldmark.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.bench.serve.LatencyDuel;
import dev.fieldmark.bench.serve.ServiceProcess;
import dev.fieldmark.bench.speed.Spread;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark bench serve}: one client's latency at the service over that of bare ONNX Runtime. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Latency of a 96x96 PNG at the service, one client, beside bare ONNX Runtime on the same graph;"
                + " measured in turn.")
public final class ServeBench implements Callable<Integer> {
    private static final String MODEL = "keypoints";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR",
            description = "Model store with a model '" + MODEL + "'.")
    @SuppressWarnings("NullAway.Init")
    private Path store;

    @Option(names = "--rounds", defaultValue = "9", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--calls", defaultValue = "400", description = "Calls a round (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || calls < 1) {
            throw new IllegalArgumentException(
                    "rounds and calls were " + rounds + " and " + calls + " but must be >= 1");
        }
        var models = DirectoryModelStore.open(store);
        var model = new ModelName(MODEL);
        byte[] graph = models.read(model, ModelReference.of(MODEL).in(models), ModelDraft.ONNX);
        Path jar = Path.of(System.getProperty("fieldmark.home", ".."), "api/target/quarkus-app/quarkus-run.jar");
        try (var service = ServiceProcess.start(jar, store)) {
            spec.commandLine().getErr().println(rounds + " rounds of " + calls + " calls to " + service.models());
            print(service.models(), LatencyDuel.run(service.uri(), graph, png(), rounds, calls));
        }
        return 0;
    }

    private void print(String served, LatencyDuel.Result result) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(result));
            return;
        }
        out.println(served + ", 96x96 PNG, one client: median over the rounds (least to most)");
        line(out, "service over HTTP", result.service());
        line(out, "decode + ONNX Runtime, here", result.decodedHere());
        line(out, "bare ONNX Runtime", result.bare());
        out.println("p50 of the service: " + text(result.serviceToBare()) + " x bare ONNX Runtime, "
                + text(result.serviceToDecoded()) + " x decode + ONNX Runtime");
        out.printf("quickest call of the service: %.3f x that of bare ONNX Runtime%n", result.leastServiceToBare());
    }

    private static void line(PrintWriter out, String name, LatencyDuel.Way way) {
        out.printf(
                "%-28s quickest %.3f ms, p50 %s ms, p99 %s ms%n",
                name, way.leastMillis(), text(way.p50Millis()), text(way.p99Millis()));
    }

    private static String text(Spread spread) {
        return String.format("%.3f (%.3f to %.3f)", spread.median(), spread.min(), spread.max());
    }

    private static byte[] png() throws IOException {
        var picture = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.BLACK, 96, 96, Color.WHITE));
        graphics.fillRect(0, 0, 96, 96);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }
}
