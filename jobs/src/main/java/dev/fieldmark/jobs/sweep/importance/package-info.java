/** Which parameters mattered: PED-ANOVA over the trials of a study. */
@NullMarked
package dev.fieldmark.jobs.sweep.importance;

import org.jspecify.annotations.NullMarked;
