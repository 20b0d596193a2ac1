/**
 * The nets and the trainer in Deeplearning4j. Each net is described once, in {@code Networks}, of {@code Parts}, which
 * come in two kinds: DL4J's own layers, to be written and exported, and ours, which train fast on a CPU.
 */
@NullMarked
package dev.fieldmark.jobs.train.dl4j;

import org.jspecify.annotations.NullMarked;
