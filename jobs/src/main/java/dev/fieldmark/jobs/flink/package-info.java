/** The Flink jobs: they only translate Flink's callbacks into the plain classes of the other packages. */
@NullMarked
package dev.fieldmark.jobs.flink;

import org.jspecify.annotations.NullMarked;
