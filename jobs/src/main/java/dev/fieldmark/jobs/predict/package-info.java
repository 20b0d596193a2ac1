/**
 * Points of faces that nobody labelled: a net's answers by image id ({@link Predictions}), what Kaggle asks for
 * ({@link LookupTable}), and the files that come of it. No Flink: the predict job calls these classes.
 */
@NullMarked
package dev.fieldmark.jobs.predict;

import org.jspecify.annotations.NullMarked;
