/** The sweep spec: YAML to a checked SweepSpec, all mistakes reported at once, each with its path and rule. */
@NullMarked
package dev.fieldmark.jobs.spec;

import org.jspecify.annotations.NullMarked;
