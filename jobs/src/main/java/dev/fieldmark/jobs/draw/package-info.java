/**
 * Pictures for people to look at: faces with points on them on a paper of their own, and charts for light and for dark
 * paper. They know nothing of nets or studies.
 */
@NullMarked
package dev.fieldmark.jobs.draw;

import org.jspecify.annotations.NullMarked;
