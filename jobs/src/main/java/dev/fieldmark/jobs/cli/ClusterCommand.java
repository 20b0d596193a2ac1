package dev.fieldmark.jobs.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.standalone.ClusterPlan;
import dev.fieldmark.jobs.flink.standalone.StandaloneCluster;
import dev.fieldmark.jobs.flink.standalone.StandaloneCluster.Member;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark cluster}: Flink with its UI, in one process or in several. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a Flink cluster with its web UI, until Ctrl-C: in one process, or with --task-managers as processes of",
            "their own, which are started again when they end.",
            "Sweeps can be submitted there: upload jobs/target/jobs-*.jar, see docs/sweeps.md."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stopped", "1:could not start", "2:bad usage, a port that is taken, or too little memory"})
public final class ClusterCommand implements Callable<Integer> {
    private static final int MOST_PORTS = 65_535;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "Of the UI; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--task-managers",
            paramLabel = "N",
            description = "So many processes that train, beside one that manages jobs.")
    private Optional<Integer> taskManagers = Optional.empty();

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Trials that train at a time (default: 2); of each task manager (default: 1).")
    private Optional<Integer> slots = Optional.empty();

    @Option(
            names = "--slot-memory",
            paramLabel = "SIZE",
            description = "Of each slot of a task manager, e.g. 1500m: two thirds for nets, outside of the heap"
                    + " (default: 3g).")
    private Optional<String> slotMemory = Optional.empty();

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting of Flink's for job manager and task managers; may be repeated.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "For uploaded jars, and the logs of --task-managers; where not given, a temporary one.")
    private Optional<Path> directory = Optional.empty();

    @Option(
            names = "--json",
            description = "Prints one JSON object once the cluster is up: ui, slots, processes (name, pid, log).")
    private boolean json;

    /** What {@code --json} gives; {@code slots} in all. */
    record Summary(URI ui, int slots, List<Member> processes) {}

    @Override
    public Integer call() throws Exception {
        require(port >= 0 && port <= MOST_PORTS, "--port was " + port + " but must be 0 to " + MOST_PORTS);
        slots.ifPresent(given -> require(given >= 1, "--slots was " + given + " but must be >= 1"));
        require(
                taskManagers.isPresent() || (slotMemory.isEmpty() && settings.isEmpty()),
                "--slot-memory and -D are settings of --task-managers, which was not given");
        Optional<ClusterPlan> plan = taskManagers.map(this::plan);
        requireFreePort();
        Path folder = directory.isPresent() ? directory.get() : Files.createTempDirectory("fieldmark-cluster");
        return plan.isPresent() ? runProcesses(plan.get(), folder) : runInThisProcess(slots.orElse(2), folder);
    }

    private ClusterPlan plan(int count) {
        try {
            ClusterPlan plan = ClusterPlan.of(count, slots.orElse(1), slotMemory, settings);
            plan.requireMemory(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getTotalMemorySize());
            return plan;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void requireFreePort() {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--port was " + port + ", which is taken, but must be free; 0 takes one that is",
                    e);
        }
    }

    private int runProcesses(ClusterPlan plan, Path folder) throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        var stopped = new CountDownLatch(1);
        try (var signal = StopSignal.on(stopped::countDown);
                var cluster = StandaloneCluster.start(plan, port, folder)) {
            tell("starting " + plan.sizes() + "; logs in " + cluster.logs());
            if (cluster.awaitUp(stopped)) {
                show(new Summary(cluster.address(), plan.taskManagers() * plan.slots(), cluster.members()));
                cluster.keepUp(stopped, this::tell);
            }
            tell("stopping ...");
        } catch (IOException e) {
            err.println("fieldmark cluster: " + e.getMessage());
            return 1;
        }
        tell("stopped");
        return 0;
    }

    private void tell(String news) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("cluster: " + news);
        err.flush();
    }

    private void show(Summary summary) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? Json.of(summary)
                        : "Flink's UI: " + summary.ui() + " (" + summary.slots() + " slots); Ctrl-C stops");
        out.flush();
    }

    private int runInThisProcess(int count, Path folder) throws InterruptedException {
        LocalCluster cluster;
        try {
            cluster = LocalCluster.start(port, count, folder);
        } catch (IOException e) {
            spec.commandLine().getErr().println("fieldmark cluster: " + e.getMessage());
            return 1;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cluster, stopped)));
        show(new Summary(
                cluster.address(),
                count,
                List.of(new Member("cluster", ProcessHandle.current().pid(), Optional.empty()))));
        stopped.await();
        return 0;
    }

    private static void close(LocalCluster cluster, CountDownLatch stopped) {
        try {
            cluster.close();
        } catch (Exception e) {
            System.err.println("fieldmark cluster: stopping failed: " + e.getMessage());
        }
        stopped.countDown();
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
