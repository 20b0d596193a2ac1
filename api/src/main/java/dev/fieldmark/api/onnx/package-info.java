/** ONNX Runtime, known here alone: a graph's bytes to a net that predicts. */
@NullMarked
package dev.fieldmark.api.onnx;

import org.jspecify.annotations.NullMarked;
