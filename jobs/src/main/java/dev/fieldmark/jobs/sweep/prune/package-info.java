/** Which trials stop early because others do better. */
@NullMarked
package dev.fieldmark.jobs.sweep.prune;

import org.jspecify.annotations.NullMarked;
