/**
 * Photos of species on disk and in memory: a folder a species, prepared shards with their manifest, near-duplicates, the
 * split. No Flink: the prepare job calls these classes.
 *
 * <p>A prepared dataset is a folder of
 *
 * <ul>
 *   <li>{@code dataset.json}, the {@link PhotoManifest}, with species, taxa and the sha256 of every shard;
 *   <li>{@code photos-00000.bin} and so on, one {@link PhotoShard} for each block of {@value PhotoBlocks#BLOCK_PHOTOS}
 *       files, in the order of species and file names;
 *   <li>{@code split-keys.bin}, the photos' {@link dev.fieldmark.jobs.data.SplitKeys}, 8 bytes a photo in that order;
 *   <li>{@code near-duplicates.csv}, only where some were found, and {@code rejects.csv}, only where files were broken.
 * </ul>
 *
 * <p>Its bytes depend on the photos and their names alone, not on the parallelism that prepared them. The shards are
 * classes of their own, beside those of {@code jobs.data}: a face is a numbered row with thirty targets, a photo a named
 * file with a species and a side that the user chooses; what both share (folders written aside, synced files, split
 * keys) is shared.
 */
@NullMarked
package dev.fieldmark.jobs.photos;

import org.jspecify.annotations.NullMarked;
