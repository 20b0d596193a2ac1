package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.flink.identify.IdentifyJob;
import dev.fieldmark.jobs.flink.identify.PhotoStream;
import dev.fieldmark.jobs.photos.PhotoPreparation;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * {@code identify} as a job for {@code flink run}, the UI's upload form and the Kubernetes operator. It runs until it is
 * cancelled; submitted again it goes on from its newest checkpoint. All folders must be the same for every process of the
 * cluster, and nothing but care keeps a second job off the same stream.
 */
public final class PhotoStreamJob {
    private static final String USAGE = "--group NAME --incoming DIR --replies DIR --processed DIR --state DIR"
            + " --store DIR|s3://bucket/prefix [--webhook URL] [--checkpoint-interval PT2S] [--parallelism N]";
    private static final List<String> OPTIONS = List.of(
            "--group",
            "--incoming",
            "--replies",
            "--processed",
            "--state",
            "--store",
            "--webhook",
            "--checkpoint-interval",
            "--parallelism");

    private PhotoStreamJob() {}

    public static void main(String[] arguments) throws Exception {
        JobArguments options = JobArguments.of(arguments, OPTIONS, USAGE);
        PhotoStream stream = stream(options);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        int parallelism =
                options.optional("--parallelism").map(Integer::parseInt).orElse(environment.getParallelism());
        // the folder is let go of: whoever submits is not who runs
        stream.stateFolder().hold(stream.identity()).close();
        environment.executeAsync(IdentifyJob.graph(stream, parallelism));
    }

    private static PhotoStream stream(JobArguments options) throws IOException {
        String group = options.required("--group");
        if (!PhotoPreparation.isGroup(group)) {
            throw new IllegalArgumentException(
                    "--group was '" + group + "' but must be " + PhotoPreparation.GROUP_RULE);
        }
        Path incoming = Path.of(options.required("--incoming"));
        if (!Files.isDirectory(incoming)) {
            throw new IllegalArgumentException("--incoming was " + incoming + " but must be a folder that exists");
        }
        return new PhotoStream(
                ModelName.ofGroup(group).value(),
                StoreLocation.of(options.required("--store")).absolute().toString(),
                incoming.toRealPath().toUri(),
                folder(options, "--replies").toUri(),
                folder(options, "--processed").toUri(),
                folder(options, "--state").toUri(),
                Duration.parse(options.optional("--checkpoint-interval").orElse("PT2S")),
                Duration.ZERO,
                options.optional("--webhook").orElse(""));
    }

    private static Path folder(JobArguments options, String option) throws IOException {
        return Files.createDirectories(Path.of(options.required(option))).toRealPath();
    }
}
