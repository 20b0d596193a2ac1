/**
 * A Flink cluster of real processes on this machine, without a Flink distribution: a job manager and task managers on our
 * own class path, with memory by Flink's own arithmetic, started again when they end.
 */
@NullMarked
package dev.fieldmark.jobs.flink.standalone;

import org.jspecify.annotations.NullMarked;
