/** The job that asks a backbone about all photos of a dataset, once, a shard a task. */
@NullMarked
package dev.fieldmark.jobs.flink.features;

import org.jspecify.annotations.NullMarked;
