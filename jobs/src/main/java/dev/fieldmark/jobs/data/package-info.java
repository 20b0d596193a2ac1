/**
 * Faces on disk and in memory: Kaggle's CSV, prepared shards with their manifest, the split. No Flink: the prepare job
 * calls these classes.
 *
 * <p>A prepared dataset is a folder of
 *
 * <ul>
 *   <li>{@code dataset.json}, the {@link DatasetManifest}, with the sha256 of every shard;
 *   <li>{@code faces-00000.bin} and so on, one {@link Shard} for each block of {@value Shard#BLOCK_ROWS} rows of the CSV;
 *   <li>{@code split-keys.bin}, the rows' {@link SplitKeys}, 8 bytes a row in row order;
 *   <li>{@code rejects.csv}, only where bad rows were skipped.
 * </ul>
 *
 * <p>Its bytes depend on the CSV alone, not on the parallelism that prepared it.
 */
@NullMarked
package dev.fieldmark.jobs.data;

import org.jspecify.annotations.NullMarked;
