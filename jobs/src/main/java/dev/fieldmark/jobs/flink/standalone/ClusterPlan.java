package dev.fieldmark.jobs.flink.standalone;

import dev.fieldmark.jobs.flink.standalone.ClusterProcess.Role;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * What a cluster is made of, and how much memory its processes may take.
 *
 * @param slots of each task manager: trials that it trains at a time
 * @param settings Flink's, over our own
 */
public record ClusterPlan(int taskManagers, int slots, Configuration settings) {
    private static final MemorySize LEAST_FOR_A_SLOT = MemorySize.ofMebiBytes(192);

    public ClusterPlan {
        require(taskManagers >= 1, "--task-managers was " + taskManagers + " but must be >= 1");
        require(slots >= 1, "--slots was " + slots + " but must be >= 1");
        settings = new Configuration(settings);
    }

    /**
     * Plans a cluster.
     *
     * @param slotMemory such as {@code 3g}: a third of it is the heap's, the rest the nets'; ours where empty
     * @param settings Flink's own, over ours
     * @throws IllegalArgumentException where a number is out of range, or Flink's arithmetic of memory does not add up
     */
    public static ClusterPlan of(
            int taskManagers, int slots, Optional<String> slotMemory, Map<String, String> settings) {
        Configuration all = ClusterDefaults.read();
        MemorySize heap = all.get(TaskManagerOptions.TASK_HEAP_MEMORY);
        MemorySize nets = all.get(TaskManagerOptions.TASK_OFF_HEAP_MEMORY);
        double scale = slotMemory
                .map(ClusterPlan::parse)
                .map(size -> (double) size.getBytes() / heap.add(nets).getBytes())
                .orElse(1.0);
        all.set(TaskManagerOptions.TASK_HEAP_MEMORY, heap.multiply(scale * slots));
        all.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, nets.multiply(scale * slots));
        all.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
        all.set(TaskManagerOptions.CPU_CORES, (double) slots);
        all.addAll(Configuration.fromMap(settings));
        var plan = new ClusterPlan(taskManagers, slots, all);
        try {
            plan.sizes();
            return plan;
        } catch (IllegalConfigurationException e) {
            throw new IllegalArgumentException("-D: " + e.getMessage(), e);
        }
    }

    private static MemorySize parse(String slotMemory) {
        MemorySize size;
        try {
            size = MemorySize.parse(slotMemory);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--slot-memory was " + slotMemory + " but must be a size such as 3g", e);
        }
        require(
                size.compareTo(LEAST_FOR_A_SLOT) >= 0,
                "--slot-memory was " + slotMemory + " but must be >= " + shown(LEAST_FOR_A_SLOT));
        return size;
    }

    /**
     * Refuses a cluster for which there is not enough memory.
     *
     * @param machineBytes what this machine has
     */
    public void requireMemory(long machineBytes) {
        MemorySize all = taskManagerMemory().multiply(taskManagers).add(jobManagerMemory());
        require(
                all.getBytes() <= machineBytes,
                "--task-managers was " + taskManagers + ": " + sizes() + " take " + shown(all)
                        + " but must take at most the " + shown(new MemorySize(machineBytes))
                        + " of this machine: fewer of them, or a smaller --slot-memory");
    }

    /** Such as {@code 3.7 GiB}. */
    private static String shown(MemorySize size) {
        double mebibytes = size.getBytes() / (double) (1 << 20);
        return mebibytes < 1000
                ? String.format(Locale.ROOT, "%.0f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** How large the processes are, for people. */
    public String sizes() {
        return "a job manager (%s) and %d task manager%s (%s each, %s of it for nets)"
                .formatted(
                        shown(jobManagerMemory()),
                        taskManagers,
                        taskManagers == 1 ? "" : "s",
                        shown(taskManagerMemory()),
                        shown(nets()));
    }

    /** What nets may take outside of the heap. */
    private MemorySize nets() {
        return settings.get(TaskManagerOptions.TASK_OFF_HEAP_MEMORY);
    }

    private MemorySize taskManagerMemory() {
        return taskManagerSpec().getTotalProcessMemorySize();
    }

    private MemorySize jobManagerMemory() {
        return jobManagerSpec().getTotalProcessMemorySize();
    }

    private TaskExecutorProcessSpec taskManagerSpec() {
        return TaskExecutorProcessUtils.processSpecFromConfig(settings);
    }

    private JobManagerProcessSpec jobManagerSpec() {
        return JobManagerProcessUtils.processSpecFromConfig(settings);
    }

    /** Options of the JVM of such a process. */
    String jvmOptions(Role role) {
        return switch (role) {
            case JOB_MANAGER ->
                String.join(
                        " ",
                        JobManagerProcessUtils.generateJvmParametersStr(jobManagerSpec(), settings),
                        settings.get(CoreOptions.FLINK_JVM_OPTIONS),
                        settings.get(CoreOptions.FLINK_JM_JVM_OPTIONS));
            // JavaCPP refuses to take more than Flink counts
            case TASK_MANAGER ->
                String.join(
                        " ",
                        ProcessMemoryUtils.generateJvmParametersStr(taskManagerSpec()),
                        "-Dorg.bytedeco.javacpp.maxbytes=" + nets().getBytes(),
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes="
                                + taskManagerMemory().getBytes(),
                        settings.get(CoreOptions.FLINK_JVM_OPTIONS),
                        settings.get(CoreOptions.FLINK_TM_JVM_OPTIONS));
        };
    }

    /** Flink's arguments of such a process: all parts of its memory, as they were worked out. */
    String arguments(Role role) {
        return switch (role) {
            case JOB_MANAGER -> JobManagerProcessUtils.generateDynamicConfigsStr(jobManagerSpec());
            case TASK_MANAGER -> TaskExecutorProcessUtils.generateDynamicConfigsStr(taskManagerSpec());
        };
    }
}
