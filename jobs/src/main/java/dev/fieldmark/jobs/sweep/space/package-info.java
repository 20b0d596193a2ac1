/** What may vary: the dimensions of a search space. */
@NullMarked
package dev.fieldmark.jobs.sweep.space;

import org.jspecify.annotations.NullMarked;
