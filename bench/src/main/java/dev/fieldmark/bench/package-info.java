/** The product measured: its speed and its learning beside PyTorch's. The product never sees this module. */
@NullMarked
package dev.fieldmark.bench;

import org.jspecify.annotations.NullMarked;
