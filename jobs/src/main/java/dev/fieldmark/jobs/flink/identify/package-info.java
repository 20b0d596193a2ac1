/**
 * The stream of photos: a source that takes dropped photos, the replies through a {@code FileSink}, and a sink that puts
 * answered photos away. It only translates Flink's callbacks into {@code jobs.identify}.
 *
 * <p>The source is our own rather than Flink's {@code FileSource}, which keeps every path that it ever saw in each
 * checkpoint: 61 bytes a photo at a path of 57 letters, 6.1 MB after 100,000 photos, and on. Ours keeps the ids of the
 * photos that were taken and are not put away.
 */
@NullMarked
package dev.fieldmark.jobs.flink.identify;

import org.jspecify.annotations.NullMarked;
