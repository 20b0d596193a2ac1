/** The prepare job for photos: blocks of files to shards. It only moves what {@code jobs.photos} decodes and writes. */
@NullMarked
package dev.fieldmark.jobs.flink.photos;

import org.jspecify.annotations.NullMarked;
