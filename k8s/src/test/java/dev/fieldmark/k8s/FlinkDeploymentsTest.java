package dev.fieldmark.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FlinkDeploymentsTest {
    static List<String> folders() {
        return Rendered.FOLDERS;
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everySettingIsOneOfFlinks(String folder) throws Exception {
        assertThat(new FlinkSettings().problems(FlinkSettings.of(deployment(folder))))
                .isEmpty();
    }

    @Test
    void aSettingThatFlinkDoesNotHaveIsAnError() throws Exception {
        Configuration settings = Configuration.fromMap(
                Map.of("taskmanager.numberOfTaskSlot", "1", "taskmanager.registration.timeout", "soon"));
        assertThat(new FlinkSettings().problems(settings))
                .hasSize(2)
                .anySatisfy(why -> assertThat(why).isEqualTo("taskmanager.numberOfTaskSlot is no setting of Flink's"))
                .anySatisfy(why -> assertThat(why).startsWith("taskmanager.registration.timeout: "));
    }

    /** By Flink's own arithmetic, which refuses at the start what does not add up. */
    @ParameterizedTest
    @MethodSource("folders")
    void theirMemoryAddsUp(String folder) throws Exception {
        JsonNode deployment = deployment(folder);
        Configuration settings = FlinkSettings.of(deployment);
        settings.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, memory(deployment, "taskManager"));
        settings.set(TaskManagerOptions.CPU_CORES, 1.0);
        settings.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, memory(deployment, "jobManager"));
        assertThatCode(() -> TaskExecutorProcessUtils.processSpecFromConfig(settings))
                .doesNotThrowAnyException();
        assertThatCode(() -> JobManagerProcessUtils.processSpecFromConfig(settings))
                .doesNotThrowAnyException();
    }

    /** One fact, once for Kubernetes and once for {@code ./fieldmark cluster}. */
    @Test
    void theSessionClusterHasWhatOurOwnClusterHas() throws Exception {
        JsonNode deployment = deployment("sweep");
        Configuration settings = FlinkSettings.of(deployment);
        var ours = new Properties();
        try (var file = Files.newInputStream(
                Path.of("../jobs/src/main/resources/dev/fieldmark/jobs/flink/standalone/cluster.properties"))) {
            ours.load(file);
        }
        Configuration expected = ConfigurationUtils.createConfiguration(ours);
        assertThat(memory(deployment, "jobManager")).isEqualTo(expected.get(JobManagerOptions.TOTAL_PROCESS_MEMORY));
        expected.removeConfig(JobManagerOptions.TOTAL_PROCESS_MEMORY);
        assertThat(expected.keySet()).isNotEmpty();
        for (String key : expected.keySet()) {
            assertThat(settings.toMap().get(key))
                    .as(key)
                    .isEqualTo(expected.toMap().get(key));
        }
    }

    /** JavaCPP refuses to take more than its limits, and Kubernetes kills what takes more than the pod's. */
    @ParameterizedTest
    @MethodSource("folders")
    void whatNetsMayTakeOutsideOfTheHeapIsWhatFlinkCounts(String folder) throws Exception {
        JsonNode deployment = deployment(folder);
        Configuration settings = FlinkSettings.of(deployment);
        String options = String.valueOf(settings.toMap().get("env.java.opts.taskmanager"));
        assertThat(size(options, "maxbytes")).isEqualTo(settings.get(TaskManagerOptions.TASK_OFF_HEAP_MEMORY));
        assertThat(size(options, "maxphysicalbytes")).isLessThanOrEqualTo(memory(deployment, "taskManager"));
    }

    /** The classes and files that jobs are started from. */
    @ParameterizedTest
    @MethodSource("folders")
    void jobsAreStartedFromWhatThereIs(String folder) throws Exception {
        for (String kind : List.of("FlinkDeployment", "FlinkSessionJob")) {
            for (JsonNode object : Rendered.of(folder).ofKind(kind).toList()) {
                JsonNode job = object.path("spec").path("job");
                if (job.isMissingNode()) {
                    continue;
                }
                String entry = job.path("entryClass").asText();
                assertThat(Path.of("../jobs/src/main/java", entry.replace('.', '/') + ".java"))
                        .isRegularFile();
                job.path("args").forEach(argument -> {
                    if (argument.asText().startsWith("/opt/fieldmark/specs/")) {
                        assertThat(Path.of(
                                        "../jobs/specs", argument.asText().substring("/opt/fieldmark/specs/".length())))
                                .matches(Files::isRegularFile);
                    }
                });
            }
        }
    }

    private static JsonNode deployment(String folder) throws Exception {
        return Rendered.of(folder).ofKind("FlinkDeployment").findFirst().orElseThrow();
    }

    private static MemorySize memory(JsonNode deployment, String process) {
        return MemorySize.parse(deployment
                .path("spec")
                .path(process)
                .path("resource")
                .path("memory")
                .asText());
    }

    private static MemorySize size(String options, String name) {
        return MemorySize.parse(options.replaceAll(".*-Dorg\\.bytedeco\\.javacpp\\." + name + "=(\\S+).*", "$1"));
    }
}
