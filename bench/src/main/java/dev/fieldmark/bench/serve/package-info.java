/** The service beside bare ONNX Runtime: one client, many, too many; and how it starts. */
@NullMarked
package dev.fieldmark.bench.serve;

import org.jspecify.annotations.NullMarked;
