/**
 * Where studies and prepared datasets lie: in folders of this machine, or in an object store through the file systems of
 * Flink ({@code flink-s3-fs-native}). Nets are trained from disk and write their files there, so what is in an object store
 * is copied here and back.
 */
@NullMarked
package dev.fieldmark.jobs.flink.files;

import org.jspecify.annotations.NullMarked;
