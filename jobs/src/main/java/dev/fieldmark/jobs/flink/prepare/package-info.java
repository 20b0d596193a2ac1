/**
 * The prepare job: lines of a CSV, parsed in parallel, to shards by block of rows. It only moves what {@code jobs.data}
 * reads, parses and writes.
 */
@NullMarked
package dev.fieldmark.jobs.flink.prepare;

import org.jspecify.annotations.NullMarked;
