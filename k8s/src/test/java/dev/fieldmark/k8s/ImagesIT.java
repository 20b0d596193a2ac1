package dev.fieldmark.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lays out what the images are made of, as {@code k8s/images/build} does before it asks for a container engine. */
final class ImagesIT {
    private static final Path LAID_OUT = Path.of("target/images");

    @Test
    void theJobsImageHasDl4jInLibAndNothingOfFlinksTwice() throws Exception {
        assertThat(build("--layout-only", "jobs")).contains("laid out");
        Path image = LAID_OUT.resolve("jobs");
        assertThat(names(image.resolve("lib")))
                .anyMatch(jar -> jar.startsWith("deeplearning4j-nn-"))
                .anyMatch(jar -> jar.matches("nd4j-native-.*-linux-x86_64-onednn-avx2\\.jar"))
                .noneMatch(jar -> jar.startsWith("flink-") || jar.startsWith("log4j-") || jar.startsWith("slf4j-"));
        assertThat(names(image.resolve("plugins/s3-fs-native"))).hasSize(1);
        assertThat(names(image.resolve("specs"))).contains("keypoints.yaml", "species.yaml");
        try (var jar = new JarFile(image.resolve("usrlib/fieldmark-jobs.jar").toFile())) {
            assertThat(jar.getEntry("dev/fieldmark/jobs/flink/SweepJob.class")).isNotNull();
            assertThat(jar.getManifest().getMainAttributes().getValue("Add-Opens"))
                    .contains("java.base/java.util");
        }
        everyCopyIsThere(image);
    }

    /** Job managers have no GPU. */
    @Test
    void theGpuImageHasBothBackends() throws Exception {
        String output = build("--layout-only", "jobs-gpu");
        if (!Files.readString(Path.of("../jobs/target/classpath.txt")).contains("nd4j-cuda")) {
            assertThat(output).contains("jobs was not built for a GPU: run 'mvn -Pcuda -DskipTests package' first");
            return;
        }
        Path image = LAID_OUT.resolve("jobs-gpu");
        assertThat(names(image.resolve("lib")))
                .anyMatch(jar -> jar.matches("nd4j-cuda-11\\.6-.*-linux-x86_64\\.jar"))
                .anyMatch(jar -> jar.matches("nd4j-native-.*-linux-x86_64-onednn-avx2\\.jar"));
        everyCopyIsThere(image);
    }

    @Test
    void theApiImageHasTheExecutableAndItsLibraries() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("../api/target/fieldmark-api-runner")),
                "the native executable was not built (mvn -Dnative)");
        build("--layout-only", "api");
        Path image = LAID_OUT.resolve("api");
        assertThat(names(image.resolve("app"))).contains("fieldmark-api-runner", "libonnxruntime.so");
        everyCopyIsThere(image);
    }

    @Test
    void anImageThatThereIsNotIsRefusedByName() throws Exception {
        assertThat(build("--layout-only", "jbos")).contains("'jbos' was no image but must be jobs, jobs-gpu or api");
    }

    /** As linters want it: no user is root, and versions of images are said. */
    @Test
    void noImageRunsAsRootOrIsOfTheLatest() throws Exception {
        for (String image : List.of("jobs", "jobs-gpu", "api")) {
            List<String> lines = Files.readAllLines(Path.of("images", image + ".Dockerfile"));
            assertThat(lines).anyMatch(line -> line.matches("USER [1-9]\\d*:[1-9]\\d*"));
            assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
                    .allMatch(line -> line.matches("FROM [^ :]+:[^ ]+( AS \\w+)?") && !line.contains(":latest"));
        }
    }

    private static void everyCopyIsThere(Path image) throws IOException {
        for (String line : Files.readAllLines(image.resolve("Dockerfile"))) {
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                String[] words = line.split(" ");
                assertThat(image.resolve(words[words.length - 2])).exists();
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String build(String... arguments) throws Exception {
        var command =
                Stream.concat(Stream.of("images/build"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
