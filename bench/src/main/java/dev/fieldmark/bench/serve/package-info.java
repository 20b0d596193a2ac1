/** One client's latency at the service, beside bare ONNX Runtime. */
@NullMarked
package dev.fieldmark.bench.serve;

import org.jspecify.annotations.NullMarked;
