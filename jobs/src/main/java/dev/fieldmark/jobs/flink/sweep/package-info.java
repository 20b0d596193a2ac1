/**
 * A sweep as a Flink source: the enumerator is the study, each reader the trainer of one slot, a sink with a committer
 * publishes the winner. The rules that keep it whole through failures stand in {@code docs/sweeps.md}, "How a sweep
 * survives".
 */
@NullMarked
package dev.fieldmark.jobs.flink.sweep;

import org.jspecify.annotations.NullMarked;
