package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.IncomingFolder;
import dev.fieldmark.jobs.identify.RepliesFolder;
import dev.fieldmark.jobs.identify.StreamFolder;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.StoreLocation;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What one stream does; all folders are absolute.
 *
 * @param model that answers
 * @param store its store, as {@link StoreLocation} reads it
 * @param incoming where photos are dropped
 * @param replies gets the replies
 * @param processed gets answered photos
 * @param state what the stream keeps of itself
 * @param checkpointInterval from one checkpoint to the next: how long a reply takes until it is final
 * @param untilIdle the stream ends when no photo came for so long; zero where it never does
 * @param webhook gets each reply too; empty text where there is none
 */
public record PhotoStream(
        String model,
        String store,
        URI incoming,
        URI replies,
        URI processed,
        URI state,
        Duration checkpointInterval,
        Duration untilIdle,
        String webhook)
        implements Serializable {
    /** Of {@link #model}. */
    public ModelName modelName() {
        return new ModelName(model);
    }

    /** What must be the same where one run goes on with another's checkpoint. */
    public String identity() {
        return model + " from " + Path.of(incoming) + " to " + Path.of(replies);
    }

    StoreLocation storeLocation() {
        return StoreLocation.of(store);
    }

    IncomingFolder incomingFolder() {
        return new IncomingFolder(Path.of(incoming));
    }

    /** Of {@link #replies}. */
    public RepliesFolder repliesFolder() {
        return new RepliesFolder(Path.of(replies));
    }

    Path processedFolder() {
        return Path.of(processed);
    }

    /** Of {@link #state}. */
    public StreamFolder stateFolder() {
        return new StreamFolder(Path.of(state));
    }

    Optional<URI> webhookAddress() {
        return webhook.isEmpty() ? Optional.empty() : Optional.of(URI.create(webhook));
    }
}
