/**
 * The predict job: faces of a CSV, read as {@code prepare} reads them, answered batch by batch. What comes of the answers
 * is {@code jobs.predict}'s.
 */
@NullMarked
package dev.fieldmark.jobs.flink.predict;

import org.jspecify.annotations.NullMarked;
