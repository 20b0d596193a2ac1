/**
 * From trained nets to the one graph that is served: export to ONNX, the proof that both answer alike, and answers through
 * ONNX Runtime.
 */
@NullMarked
package dev.fieldmark.jobs.onnx;

import org.jspecify.annotations.NullMarked;
