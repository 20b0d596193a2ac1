/** A trained net as an ONNX graph, proved equal to DL4J's before it is published, and evaluated as it is served. */
@NullMarked
package dev.fieldmark.jobs.onnx;

import org.jspecify.annotations.NullMarked;
