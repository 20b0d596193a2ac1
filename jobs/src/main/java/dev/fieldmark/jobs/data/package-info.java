/** Faces on disk and in memory: Kaggle's CSV, prepared shards with their manifest, the split. No Flink: the prepare job calls these classes. */
@NullMarked
package dev.fieldmark.jobs.data;

import org.jspecify.annotations.NullMarked;
