/** Pictures of faces with points on them, for people to look at. */
@NullMarked
package dev.fieldmark.jobs.draw;

import org.jspecify.annotations.NullMarked;
