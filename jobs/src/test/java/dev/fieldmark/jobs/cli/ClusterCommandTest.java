package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class ClusterCommandTest {
    private static void assertRefused(String why, Object... arguments) {
        Cli refused = Cli.run(arguments);
        assertThat(refused.err()).isEqualTo("fieldmark cluster: " + why + " (fieldmark cluster --help explains)\n");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void badUsageIsToldInOneSentence() {
        assertRefused("--port was 70000 but must be 0 to 65535", "cluster", "--port", 70_000);
        assertRefused("--slots was 0 but must be >= 1", "cluster", "--slots", 0);
        assertRefused("--task-managers was 0 but must be >= 1", "cluster", "--task-managers", 0);
        assertRefused(
                "--slot-memory was little but must be a size such as 3g",
                "cluster",
                "--task-managers",
                1,
                "--slot-memory",
                "little");
        assertRefused(
                "--slot-memory and -D are settings of --task-managers, which was not given",
                "cluster",
                "--slot-memory",
                "3g");
    }

    @Test
    void whatNoMachineHasIsRefused() {
        Cli refused = Cli.run("cluster", "--task-managers", 100_000);
        assertThat(refused.err())
                .startsWith("fieldmark cluster: --task-managers was 100000: a job manager (2.0 GiB) and")
                .contains(" of this machine: fewer of them, or a smaller --slot-memory");
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    @Test
    void aPortThatIsTakenIsRefused() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            String why = "--port was " + port + ", which is taken, but must be free; 0 takes one that is";
            assertRefused(why, "cluster", "--port", port);
            assertRefused(why, "cluster", "--port", port, "--task-managers", 1);
        }
    }
}
