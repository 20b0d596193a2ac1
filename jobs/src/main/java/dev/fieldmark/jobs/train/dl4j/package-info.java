/** The nets and the trainer in Deeplearning4j, set up to run fast on a CPU. */
@NullMarked
package dev.fieldmark.jobs.train.dl4j;

import org.jspecify.annotations.NullMarked;
