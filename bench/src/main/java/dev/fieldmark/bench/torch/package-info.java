/** The same nets and updaters in PyTorch 2.7.1, called through DJL's operations so that each step is spelled out. */
@NullMarked
package dev.fieldmark.bench.torch;

import org.jspecify.annotations.NullMarked;
