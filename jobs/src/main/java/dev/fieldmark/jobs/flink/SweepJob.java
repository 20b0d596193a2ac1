package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.StudyInit;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.flink.sweep.SweepIntervals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweep as a job for {@code flink run} and the UI's upload form. All paths must be the same for every process of the
 * cluster.
 */
public final class SweepJob {
    private static final String USAGE =
            "--spec FILE --data DIR --store DIR [--studies DIR, 'studies' where not given] [--parallelism N]";
    private static final List<String> OPTIONS = List.of("--spec", "--data", "--store", "--studies", "--parallelism");

    private static final Logger LOG = LoggerFactory.getLogger(SweepJob.class);

    private SweepJob() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = options(arguments);
        SubmittedSweep sweep = open(options);
        // from which weights it starts: a submission has no other place where that is seen
        sweep.init().map(StudyInit::lines).orElse(List.of()).forEach(LOG::warn);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        if (options.containsKey("--parallelism")) {
            environment.setParallelism(Integer.parseInt(options.get("--parallelism")));
        }
        environment.executeAsync(sweep.job(environment));
    }

    private static SubmittedSweep open(Map<String, String> options) throws IOException, StudyExistsException {
        return new SweepRequest(
                        Path.of(required(options, "--spec")),
                        Path.of(required(options, "--data")),
                        Path.of(required(options, "--store")),
                        Path.of(options.getOrDefault("--studies", "studies")),
                        SweepIntervals.defaults())
                .open(LOG::warn);
    }

    private static String required(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing; usage: " + USAGE);
        }
        return value;
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "'" + arguments[i] + "' is unknown or has no value; usage: " + USAGE);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }
}
