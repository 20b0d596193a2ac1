/** Training speed of the two engines, each in a process of its own, taking turns. */
@NullMarked
package dev.fieldmark.bench.speed;

import org.jspecify.annotations.NullMarked;
