package dev.fieldmark.jobs.flink.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.flink.standalone.ClusterProcess.Role;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClusterPlanTest {
    private static final long GIBIBYTE = 1L << 30;

    private static ClusterPlan plan(int taskManagers, int slots, String slotMemory) {
        return ClusterPlan.of(taskManagers, slots, Optional.of(slotMemory), Map.of());
    }

    @Test
    void aSlotHasAGibibyteOfHeapAndTwoForNets() {
        ClusterPlan plan = ClusterPlan.of(2, 1, Optional.empty(), Map.of());
        assertThat(plan.sizes())
                .isEqualTo("a job manager (2.0 GiB) and 2 task managers (4.0 GiB each, 2.0 GiB of it for nets)");
        assertThat(plan.jvmOptions(Role.TASK_MANAGER))
                // task and framework
                .contains("-Xmx" + (1024 + 128 << 20))
                .contains("-Dorg.bytedeco.javacpp.maxbytes=" + 2 * GIBIBYTE)
                .contains("--add-opens=java.base/java.util=ALL-UNNAMED");
        assertThat(plan.jvmOptions(Role.JOB_MANAGER)).contains("-Xmx").doesNotContain("javacpp");
    }

    @Test
    void aTaskManagerIsToldEveryPartOfItsMemory() {
        assertThat(plan(1, 2, "1500m").arguments(Role.TASK_MANAGER))
                .contains("taskmanager.memory.task.heap.size=" + (1000 << 20) + "b")
                .contains("taskmanager.memory.framework.off-heap.size=" + (128 << 20) + "b")
                .contains("taskmanager.cpu.cores=2.0");
    }

    @Test
    void moreSlotsOfATaskManagerHaveMore() {
        assertThat(plan(1, 3, "1500m").jvmOptions(Role.TASK_MANAGER))
                .contains("-Xmx" + (1500 + 128 << 20))
                .contains("-Dorg.bytedeco.javacpp.maxbytes=" + (3000L << 20));
    }

    /** As those of Flink's own scripts are: none but Flink's rule says how large a process is. */
    @Test
    void javaCppMayFillTheProcessButNotMore() {
        ClusterPlan plan =
                ClusterPlan.of(1, 1, Optional.empty(), Map.of("taskmanager.memory.jvm-overhead.max", "200m"));
        long all = (1024 + 2048 + 128 + 128 + 64 + 16 + 256 + 200) * (GIBIBYTE >> 10);
        assertThat(plan.jvmOptions(Role.TASK_MANAGER)).contains("-Dorg.bytedeco.javacpp.maxphysicalbytes=" + all);
    }

    @Test
    void settingsOfTheUserGoBeforeOurs() {
        ClusterPlan plan = ClusterPlan.of(
                1, 1, Optional.empty(), Map.of("env.java.opts.taskmanager", "-Dmine=1", "heartbeat.interval", "7 s"));
        assertThat(plan.jvmOptions(Role.TASK_MANAGER)).endsWith("-Dmine=1");
        assertThat(plan.settings().toMap()).containsEntry("heartbeat.interval", "7 s");
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatThrownBy(() -> plan(0, 1, "3g")).hasMessage("--task-managers was 0 but must be >= 1");
        assertThatThrownBy(() -> plan(1, 0, "3g")).hasMessage("--slots was 0 but must be >= 1");
        assertThatThrownBy(() -> plan(1, 1, "3x")).hasMessage("--slot-memory was 3x but must be a size such as 3g");
        assertThatThrownBy(() -> plan(1, 1, "100m")).hasMessage("--slot-memory was 100m but must be >= 192 MiB");
        assertThatThrownBy(
                        () -> ClusterPlan.of(1, 1, Optional.empty(), Map.of("taskmanager.memory.process.size", "1g")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("-D: ");
    }

    @Test
    void aClusterThatIsLargerThanTheMachineIsRefused() {
        ClusterPlan plan = ClusterPlan.of(2, 1, Optional.empty(), Map.of());
        plan.requireMemory(11 * GIBIBYTE);
        assertThatThrownBy(() -> plan.requireMemory(8 * GIBIBYTE))
                .hasMessage(
                        "--task-managers was 2: a job manager (2.0 GiB) and 2 task managers (4.0 GiB each, 2.0 GiB of"
                                + " it for nets) take 10.0 GiB but must take at most the 8.0 GiB of this machine: fewer of them,"
                                + " or a smaller --slot-memory");
    }
}
