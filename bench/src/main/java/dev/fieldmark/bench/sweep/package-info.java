/** Sweeps measured: against functions with known minima and against recorded learning curves, in simulated time. */
@NullMarked
package dev.fieldmark.bench.sweep;

import org.jspecify.annotations.NullMarked;
