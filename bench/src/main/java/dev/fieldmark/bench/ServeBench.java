package dev.fieldmark.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.bench.serve.BareOnnx;
import dev.fieldmark.bench.serve.Contest;
import dev.fieldmark.bench.serve.OverHttp;
import dev.fieldmark.bench.serve.ServiceProcess;
import dev.fieldmark.bench.serve.StartFigures;
import dev.fieldmark.bench.serve.Way;
import dev.fieldmark.bench.speed.Spread;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.StoreLocation;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark bench serve}: the service, on the JVM and native, beside bare ONNX Runtime. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "A 96x96 PNG at the service (JVM, and native where the executable was built), beside decoding and"
                + " ONNX Runtime on the same graph in this process, measured in turn: latency of one client, answers a"
                + " second of many, what becomes of twice as many questions; and how long a start takes.")
public final class ServeBench implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "STORE",
            description = "Model store, DIR or s3://bucket/prefix.")
    @SuppressWarnings("NullAway.Init")
    private StoreLocation store;

    @Option(
            names = "--model",
            defaultValue = "keypoints",
            paramLabel = "NAME",
            description = "Its latest version is asked for keypoints (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--calls", defaultValue = "300", description = "Calls of one client (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(names = "--clients", defaultValue = "16", description = "Clients at once (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = "How long they ask in a round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    /** What is printed. */
    private record Figures(String serving, List<StartFigures> starts, List<Contest.Result> ways) {}

    @Override
    public Integer call() throws Exception {
        var contest = new Contest(rounds, calls, clients, Duration.ofSeconds(seconds));
        var models = store.open();
        byte[] graph =
                models.read(new ModelName(model), ModelReference.of(model).in(models), ModelDraft.ONNX);
        String path = "/v1/keypoints?model=" + model;
        byte[] png = png();
        Map<String, List<String>> commands = commands();
        var services = new ArrayList<ServiceProcess>();
        try (var bare = new BareOnnx(graph, png)) {
            var starts = new ArrayList<StartFigures>();
            var ways = new ArrayList<Way>(List.of(bare));
            for (var command : commands.entrySet()) {
                say("starting the service, " + command.getKey() + ", " + rounds + " times");
                starts.add(StartFigures.of(command.getKey(), command.getValue(), store, path, png, rounds));
            }
            for (var command : commands.entrySet()) {
                services.add(ServiceProcess.start(command.getValue(), store));
                var service = services.get(services.size() - 1);
                ways.add(new OverHttp("service, " + command.getKey(), service.uri(), path, "image/png", png));
            }
            say(rounds + " rounds of " + ways.size() + " ways");
            print(new Figures(services.get(0).models(), starts, contest.run(ways)));
        } finally {
            services.forEach(ServiceProcess::close);
        }
        return 0;
    }

    private static Map<String, List<String>> commands() {
        Path target = Path.of(System.getProperty("fieldmark.home", ".."), "api/target");
        var commands = new LinkedHashMap<String, List<String>>();
        commands.put("JVM", ServiceProcess.jvm(target.resolve("quarkus-app/quarkus-run.jar")));
        Path executable = target.resolve("fieldmark-api-runner").toAbsolutePath();
        if (Files.exists(executable)) {
            commands.put("native", List.of(executable.toString()));
        }
        return commands;
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
    }

    private void print(Figures figures) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(figures));
            return;
        }
        out.println(figures.serving + ", asked for " + model + ", 96x96 PNG: median over the rounds (least to most)");
        out.println(
                "goals: one client <= 1.3 x, many >= 0.9 x of the first way; native: first answer <= 60 ms, <= 90 MiB");
        for (StartFigures start : figures.starts) {
            out.println(start.name() + ": first answer " + text("%.0f", start.firstAnswerMillis())
                    + " ms after the start, then idle at " + text("%.0f", start.idleMebibytes()) + " MiB");
        }
        for (Contest.Result way : figures.ways) {
            out.println(way.name());
            out.printf(
                    "  one client    p50 %s ms = %s x the first, quickest %.3f ms, p99 %s ms%n",
                    text("%.3f", way.p50Millis()),
                    text("%.2f", way.p50Ratio()),
                    way.leastMillis(),
                    text("%.2f", way.p99Millis()));
            out.printf(
                    "  many clients  %s answers/s = %s x the first%n",
                    text("%.0f", way.answersPerSecond()), text("%.2f", way.throughputRatio()));
            if (way != figures.ways.get(0)) {
                out.printf(
                        "  twice as many %s answers/s, p99 %s ms, %s refused, %d failed%n",
                        text("%.0f", way.overload().answersPerSecond()),
                        text("%.0f", way.overload().p99Millis()),
                        text("%.2f", way.overload().refusedShare()),
                        way.overload().failed());
            }
        }
    }

    private static String text(String format, Spread spread) {
        return String.format(
                format + " (" + format + " to " + format + ")", spread.median(), spread.min(), spread.max());
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
