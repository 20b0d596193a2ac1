package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.StudyExistsException;
import dev.fieldmark.jobs.flink.sweep.StudyInit;
import dev.fieldmark.jobs.flink.sweep.SubmittedSweep;
import dev.fieldmark.jobs.flink.sweep.SweepIntervals;
import dev.fieldmark.store.StoreLocation;
import java.io.IOException;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweep as a job for {@code flink run} and the UI's upload form. All paths must be the same for every process of the
 * cluster.
 */
public final class SweepJob {
    private static final String USAGE =
            "--spec FILE --data DIR --store DIR [--studies DIR, 'studies' where not given] [--parallelism N]; each also as s3://bucket/...";
    private static final List<String> OPTIONS = List.of("--spec", "--data", "--store", "--studies", "--parallelism");

    private static final Logger LOG = LoggerFactory.getLogger(SweepJob.class);

    private SweepJob() {}

    public static void main(String[] arguments) throws Exception {
        JobArguments options = JobArguments.of(arguments, OPTIONS, USAGE);
        SubmittedSweep sweep = open(options);
        // from which weights it starts: a submission has no other place where that is seen
        sweep.init().map(StudyInit::lines).orElse(List.of()).forEach(LOG::warn);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        options.optional("--parallelism").map(Integer::parseInt).ifPresent(environment::setParallelism);
        environment.executeAsync(sweep.job(environment));
    }

    private static SubmittedSweep open(JobArguments options) throws IOException, StudyExistsException {
        return new SweepRequest(
                        FileLocation.of(options.required("--spec")),
                        FileLocation.of(options.required("--data")),
                        StoreLocation.of(options.required("--store")),
                        FileLocation.of(options.optional("--studies").orElse("studies")),
                        SweepIntervals.defaults())
                .open(LOG::warn);
    }
}
