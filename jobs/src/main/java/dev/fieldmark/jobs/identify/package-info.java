/**
 * Photos that are dropped into a folder, and the one reply that each of them gets: which photos there are, who has taken
 * them, what is replied, and by which version. {@code jobs.flink.identify} makes a stream of it; {@code docs/identify.md}
 * says what it promises.
 */
@NullMarked
package dev.fieldmark.jobs.identify;

import org.jspecify.annotations.NullMarked;
