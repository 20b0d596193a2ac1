/** Whether a net learns in DL4J as it does in PyTorch, from the same weights on the same batches. */
@NullMarked
package dev.fieldmark.bench.learn;

import org.jspecify.annotations.NullMarked;
