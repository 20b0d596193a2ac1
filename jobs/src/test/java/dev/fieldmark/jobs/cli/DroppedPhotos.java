package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.onnx.PublishedSpecies;
import dev.fieldmark.jobs.photos.TestPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The folders of a stream, drawn photos dropped there, and what was replied. */
record DroppedPhotos(Path folder) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static DroppedPhotos in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("incoming"));
        return new DroppedPhotos(folder);
    }

    Path incoming() {
        return folder.resolve("incoming");
    }

    Path replies() {
        return folder.resolve("replies");
    }

    Path store() {
        return folder.resolve("store");
    }

    Path state() {
        return replies().resolve(".state");
    }

    static String name(int number) {
        return "photo-%05d.png".formatted(number);
    }

    static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(DroppedPhotos::name).toList();
    }

    /** Of a photo that is like no other. */
    void drop(int number) throws IOException {
        Path aside = incoming().resolve("." + name(number));
        ImageIO.write(TestPhotos.picture(number), "png", aside.toFile());
        Files.move(aside, incoming().resolve(name(number)), StandardCopyOption.ATOMIC_MOVE);
    }

    List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("identify", "--group", PublishedSpecies.GROUP));
        arguments.addAll(List.of(
                "--incoming", incoming().toString(), "--replies", replies().toString()));
        arguments.addAll(List.of("--store", store().toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** The command in a process of its own, which can be killed. */
    Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Fieldmark.class.getName()));
        command.addAll(arguments(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    Path log() {
        return folder.resolve("log");
    }

    /** Final ones alone. */
    List<JsonNode> finalReplies() throws IOException {
        if (!Files.exists(replies())) {
            return List.of();
        }
        List<JsonNode> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(replies(), 2)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches("part-.*\\.jsonl"))
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    found.add(new JsonMapper().readTree(line));
                }
            }
        }
        return found;
    }

    List<String> answeredNames() throws IOException {
        return finalReplies().stream().map(reply -> reply.get("photo").asText()).toList();
    }

    long processed() throws IOException {
        Path processed = folder.resolve("processed");
        if (!Files.exists(processed)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(processed)) {
            return files.count();
        }
    }

    /** Of the checkpoint that is largest now; 0 where there is none. */
    long checkpointBytes() throws IOException {
        long largest = 0;
        if (Files.isDirectory(state().resolve("checkpoints"))) {
            for (Path checkpoint : files(state().resolve("checkpoints"), 2)) {
                long bytes = 0;
                for (Path file : files(checkpoint, 1)) {
                    bytes += file.toFile().length();
                }
                largest = Math.max(largest, bytes);
            }
        }
        return largest;
    }

    private static List<Path> files(Path root, int depth) {
        try (Stream<Path> files = Files.find(root, depth, (file, attributes) -> true)) {
            return files.filter(file -> root.relativize(file).getNameCount() == depth && !file.equals(root))
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of(); // it changes under our eyes
        }
    }

    /** Waits until it holds. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now())
                    .as("waited in vain for " + what + "; the log: "
                            + (Files.exists(log()) ? Files.readString(log()) : ""))
                    .isBefore(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
