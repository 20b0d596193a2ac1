/**
 * The Open Inference Protocol, version 2, over REST, with Triton's extensions for binary tensors and classification:
 * tensors in, tensors out, without a photo's preparation.
 */
@NullMarked
package dev.fieldmark.api.oip;

import org.jspecify.annotations.NullMarked;
