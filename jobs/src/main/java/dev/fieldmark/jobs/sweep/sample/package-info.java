/** Which parameters the next trial gets. */
@NullMarked
package dev.fieldmark.jobs.sweep.sample;

import org.jspecify.annotations.NullMarked;
