/**
 * Samples drawn by the project itself, deterministic from a seed: the same bytes on every JVM. Faces come in exactly
 * Kaggle's columns; photos of ten butterflies that do not exist come as a folder a species. Both are painted by the same
 * masks, curves and canvases, which use only arithmetic and StrictMath.
 */
@NullMarked
package dev.fieldmark.jobs.sample;

import org.jspecify.annotations.NullMarked;
