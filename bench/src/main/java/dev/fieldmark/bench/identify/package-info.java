/** The stream of photos beside plain threads that do the same work and promise nothing. */
@NullMarked
package dev.fieldmark.bench.identify;

import org.jspecify.annotations.NullMarked;
