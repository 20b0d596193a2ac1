/** Sample faces drawn by the project itself, deterministic from a seed, in exactly Kaggle's columns. */
@NullMarked
package dev.fieldmark.jobs.sample;

import org.jspecify.annotations.NullMarked;
