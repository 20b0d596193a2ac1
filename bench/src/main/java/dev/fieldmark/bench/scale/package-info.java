/** What grows: studies of many trials on many slots, and stores of many versions. */
@NullMarked
package dev.fieldmark.bench.scale;

import org.jspecify.annotations.NullMarked;
