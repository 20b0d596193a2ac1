/**
 * One trial's training, epoch by epoch, without Flink or DL4J: the recipe (what the net is made of, how it learns, what
 * is done to its faces, what it makes small), the batches that it sees, what its outputs mean, early stopping.
 */
@NullMarked
package dev.fieldmark.jobs.train;

import org.jspecify.annotations.NullMarked;
