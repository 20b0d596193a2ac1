/** A study: its searches (one, or one for each specialist), their trials, what is decided about each, and the table that people read. Pure Java, no Flink; deterministic whatever the timing. */
@NullMarked
package dev.fieldmark.jobs.sweep;

import org.jspecify.annotations.NullMarked;
