/** One trial's training, epoch by epoch: the recipe, early stopping, schedules, checkpoints. No Flink, no DL4J. */
@NullMarked
package dev.fieldmark.jobs.train;

import org.jspecify.annotations.NullMarked;
