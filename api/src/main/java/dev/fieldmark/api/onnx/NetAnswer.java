package dev.fieldmark.api.onnx;

import java.util.Optional;

/**
 * A net's answer for one picture, in pixels of the net's own.
 *
 * @param points x and y of each label
 * @param radii90 of each label, where the graph has them
 */
@SuppressWarnings("ArrayRecordComponent") // made, read and dropped; never compared
public record NetAnswer(float[] points, Optional<float[]> radii90) {}
