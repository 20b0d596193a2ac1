package dev.fieldmark.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.draw.DrawnFace;
import dev.fieldmark.jobs.draw.FaceSheet;
import dev.fieldmark.jobs.draw.Png;
import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.sample.SampleCsv;
import dev.fieldmark.jobs.sample.SampleFace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All of Fieldmark in minutes, by the commands that a user would type, then both questions to the API. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Draws sample faces, prepares them, runs a small sweep on an embedded Flink cluster, publishes the winner;"
                    + " does the same with drawn butterflies of ten species; starts the API, asks it about a face and a"
                    + " butterfly that no net was trained on, and draws the face's points.",
            "Takes a few minutes. Everything it writes is in one folder, emptied at the next start."
        })
final class DemoCommand implements Callable<Integer> {
    private static final long SEED = 20141217;
    private static final int TRAINING_FACES = 2400;
    private static final int TRAINING_PHOTOS = 400;
    private static final int NEW_PHOTOS = 10;
    private static final String GROUP = "butterflies";
    private static final int API_PORT = 8080;
    private static final int CLUSTER_PORT = 8081;
    private static final int CLUSTER_SLOTS = 2;

    @Option(names = "--directory", paramLabel = "DIR", description = "Where to work; ${DEFAULT-VALUE}.")
    private Path directory = Path.of("fieldmark-demo");

    @Option(names = "--keep", description = "Leave the API and a Flink cluster with its UI running until Ctrl-C.")
    private boolean keep;

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        Path home = Path.of(System.getProperty("fieldmark.home", "."));
        DemoFolder folder;
        try {
            folder = DemoFolder.emptied(directory);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        List<List<String>> commands = List.of(
                List.of("sample", "--rows", "" + TRAINING_FACES, "--seed", "" + SEED, "--output", "" + folder.faces()),
                List.of("prepare", "--input", "" + folder.faces(), "--output", "" + folder.data()),
                sweep(home.resolve("jobs/specs/demo.yaml"), folder.data(), folder),
                photos(TRAINING_PHOTOS, SEED, folder.photos()),
                List.of(
                        "prepare",
                        "--kind",
                        "species",
                        "--group",
                        GROUP,
                        "--side",
                        "64",
                        "--input",
                        "" + folder.photos(),
                        "--taxa",
                        "" + folder.photos().resolve("taxa.csv"),
                        "--output",
                        "" + folder.photoData()),
                sweep(home.resolve("jobs/specs/demo-species.yaml"), folder.photoData(), folder),
                photos(NEW_PHOTOS, SEED + 1, folder.newPhotos()),
                List.of("models", "list", "--store", "" + folder.store()));
        for (List<String> command : commands) {
            System.out.println("\n$ ./fieldmark " + String.join(" ", command));
            int exit = Fieldmark.commandLine().execute(command.toArray(String[]::new));
            if (exit != 0) {
                System.err.println("demo: '" + command.get(0) + "' failed, so the demo ends here");
                return exit;
            }
        }
        ask(home, folder);
        System.out.printf("%nThe demo took %d s.%n", (System.nanoTime() - started) / 1_000_000_000);
        return 0;
    }

    private static List<String> photos(int count, long seed, Path output) {
        return List.of(
                "sample", "--kind", "species", "--photos", "" + count, "--seed", "" + seed, "--output", "" + output);
    }

    private static List<String> sweep(Path spec, Path data, DemoFolder folder) {
        return List.of(
                "sweep",
                "--spec",
                "" + spec,
                "--data",
                "" + data,
                "--store",
                "" + folder.store(),
                "--studies",
                "" + folder.studies(),
                "--parallelism",
                "2");
    }

    private void ask(Path home, DemoFolder folder) throws Exception {
        SampleFace face = SampleCsv.testFace(SEED, 1);
        ImageIO.write(picture(face.greys()), "png", folder.picture().toFile());
        System.out.println("\n$ ./fieldmark serve --store " + folder.store());
        Path jar = home.resolve("api/target/quarkus-app/quarkus-run.jar");
        try (ApiProcess api = ApiProcess.start(jar, folder.store(), keep ? API_PORT : 0, folder.apiLog())) {
            api.awaitReady();
            Path photo;
            try (Stream<Path> files = Files.walk(folder.newPhotos())) {
                photo = files.filter(file -> file.toString().endsWith(".png"))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
            }
            ask(api, "/v1/species/" + GROUP, photo);
            String answer = ask(api, "/v1/keypoints", folder.picture());
            draw(new ObjectMapper().readTree(answer), face, folder.answer());
            System.out.println("\nThe face with its predicted and true points: " + folder.answer());
            if (keep) {
                stay(api, folder);
            }
        }
    }

    private static String ask(ApiProcess api, String question, Path png) throws Exception {
        System.out.printf("%n$ curl -H 'Content-Type: image/png' --data-binary @%s %s%s%n", png, api.url(), question);
        String answer = api.ask(question, png);
        System.out.println(answer);
        return answer;
    }

    /** Until Ctrl-C ends the process, and with it the API. */
    private static void stay(ApiProcess api, DemoFolder folder) throws Exception {
        try (LocalCluster cluster = LocalCluster.start(CLUSTER_PORT, CLUSTER_SLOTS, folder.cluster())) {
            System.out.printf(
                    "%nThe API stays at %s, Flink's UI at %s: Ctrl-C stops both.%n", api.url(), cluster.address());
            api.awaitEnd();
        }
    }

    private static void draw(JsonNode answer, SampleFace face, Path file) throws IOException {
        float[] predicted = new float[FaceSet.TARGETS];
        for (JsonNode point : answer.get("keypoints")) {
            int column = Keypoint.columns().indexOf(point.get("name").asText() + "_x");
            predicted[column] = (float) point.get("x").asDouble();
            predicted[column + 1] = (float) point.get("y").asDouble();
        }
        String version =
                answer.get("model").asText() + "@" + answer.get("version").asText();
        Png.write(file, FaceSheet.draw(version, List.of(new DrawnFace(1, face.greys(), predicted, face.points()))));
    }

    private static BufferedImage picture(byte[] greys) {
        BufferedImage picture = new BufferedImage(FaceSet.SIDE, FaceSet.SIDE, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, FaceSet.SIDE, FaceSet.SIDE, greys);
        return picture;
    }
}
