package dev.fieldmark.jobs.flink.standalone;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * What a process of the cluster runs: {@code ClusterProcess JOB_MANAGER|TASK_MANAGER}, then Flink's arguments. It ends when whoever
 * started it does, however that ended: its standard input is a pipe from there.
 */
final class ClusterProcess {
    /** The two kinds of process that a Flink cluster is made of. */
    enum Role {
        JOB_MANAGER("job manager"),
        TASK_MANAGER("task manager");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private ClusterProcess() {}

    public static void main(String[] arguments) throws Exception {
        var watch = new Thread(ClusterProcess::endWithTheStarter, "starter");
        watch.setDaemon(true);
        watch.start();
        String[] flinks = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (Role.valueOf(arguments[0])) {
            case JOB_MANAGER -> StandaloneSessionClusterEntrypoint.main(flinks);
            case TASK_MANAGER -> TaskManagerRunner.main(flinks);
        }
    }

    private static void endWithTheStarter() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // a pipe that can't be read has lost its other end too
        }
        Runtime.getRuntime().halt(1);
    }
}
