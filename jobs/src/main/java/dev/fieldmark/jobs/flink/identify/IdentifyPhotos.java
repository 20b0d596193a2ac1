package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.Identifier;
import dev.fieldmark.jobs.identify.ModelFollower;
import dev.fieldmark.jobs.identify.Reply;
import dev.fieldmark.jobs.identify.TakenPhoto;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Photos to replies. Each task has the graph for itself and follows the store by itself; the first one tells of it. */
final class IdentifyPhotos extends RichMapFunction<TakenPhoto, Reply> {
    private static final Duration LOOK_AT_STORE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(IdentifyPhotos.class);
    private static final long serialVersionUID = 1;

    private final PhotoStream stream;
    private transient Identifier identifier;

    private transient @Nullable ModelFollower models;

    @SuppressWarnings("NullAway.Init") // opened before it is asked
    IdentifyPhotos(PhotoStream stream) {
        this.stream = stream;
    }

    @Override
    public void open(OpenContext context) {
        var task = getRuntimeContext().getTaskInfo();
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / task.getNumberOfParallelSubtasks());
        boolean tells = task.getIndexOfThisSubtask() == 0;
        identifier = new Identifier(stream.incomingFolder().taken());
        models =
                ModelFollower.start(stream.storeLocation().open(), stream.modelName(), threads, LOOK_AT_STORE, line -> {
                    if (tells) {
                        LOG.warn(line);
                    }
                });
    }

    @Override
    public Reply map(TakenPhoto photo) {
        if (models == null) {
            throw new IllegalStateException("asked before it was opened");
        }
        return identifier.reply(photo, models.current());
    }

    @Override
    public void close() throws InterruptedException {
        if (models != null) {
            models.close();
        }
    }
}
