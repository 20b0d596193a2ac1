package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.flink.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark cluster}: Flink with its UI in one process. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a Flink cluster with its web UI in one process, until Ctrl-C.",
            "Sweeps can be submitted there: upload jobs/target/jobs-*.jar, see docs/sweeps.md."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stopped", "1:could not start: is the port taken?", "2:bad usage"})
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
            names = "--slots",
            paramLabel = "N",
            defaultValue = "2",
            description = "Trials that train at a time (default: ${DEFAULT-VALUE}).")
    private int slots;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "For uploaded jars; where not given, a temporary one.")
    private Optional<Path> directory = Optional.empty();

    @Override
    public Integer call() throws Exception {
        require(port >= 0 && port <= MOST_PORTS, "--port was " + port + " but must be 0 to " + MOST_PORTS);
        require(slots >= 1, "--slots was " + slots + " but must be >= 1");
        Path folder = directory.isPresent() ? directory.get() : Files.createTempDirectory("fieldmark-cluster");
        LocalCluster cluster;
        try {
            cluster = LocalCluster.start(port, slots, folder);
        } catch (IOException e) {
            spec.commandLine().getErr().println("fieldmark cluster: " + e.getMessage());
            return 1;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cluster, stopped)));
        spec.commandLine()
                .getOut()
                .println("Flink's UI: " + cluster.address() + " (" + slots + " slots); Ctrl-C stops");
        spec.commandLine().getOut().flush();
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
