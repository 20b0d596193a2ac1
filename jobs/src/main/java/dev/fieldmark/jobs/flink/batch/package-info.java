/** What the batch jobs share: an environment within this JVM, and the faces of a CSV as a stream. */
@NullMarked
package dev.fieldmark.jobs.flink.batch;

import org.jspecify.annotations.NullMarked;
